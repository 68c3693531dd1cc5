using System.Globalization;
using DeepQ.Learning.Exploration;

namespace DeepQ.Learning.Distributed;

/// <summary>How the collection of experience is spread: the settings of a distributed training beside <see cref="DqnOptions"/>.</summary>
/// <remarks>Horgan et al.: Distributed Prioritized Experience Replay (2018), https://arxiv.org/abs/1803.00933.</remarks>
public sealed class DistributedOptions
{
    // With few actors, the greedy ones would be too greedy.
    private const int FewActors = 8;

    /// <summary>The number of actors N, which each step environments of their own on a thread of their own.</summary>
    /// <value>The default value is 8.</value>
    public int Actors { get; set; } = 8;

    /// <summary>The number of environments that an actor steps together.</summary>
    /// <value>The default value is 1.</value>
    public int EnvironmentsPerActor { get; set; } = 1;

    /// <summary>The number of replay shards. Actor i sends to shard i modulo this number.</summary>
    /// <value>The default value is 1.</value>
    public int Shards { get; set; } = 1;

    /// <summary>The number of transitions that an actor sends at a time, rounded up to a multiple of its environments.</summary>
    /// <value>The default value is 200.</value>
    public int BlockSize { get; set; } = 200;

    /// <summary>
    /// How far the actors may be ahead of the learner, in blocks for each actor. A slow learner makes them wait, and a replay never
    /// receives more than that.
    /// </summary>
    /// <value>The default value is 2.</value>
    public int BlocksAhead { get; set; } = 2;

    /// <summary>The probability ε of a random action of the first actor.</summary>
    /// <value>The default value is 0.4.</value>
    public double Epsilon { get; set; } = 0.4;

    /// <summary>How far apart the actors explore, α: actor i of N has ε^(1 + α i / (N − 1)). Null for 4 up to 8 actors, and 7 beyond.</summary>
    /// <value>The default value is null.</value>
    public double? EpsilonSpread { get; set; }

    /// <summary>The time from one version of the weights that the actors receive to the next.</summary>
    /// <value>The default value is half a second.</value>
    public TimeSpan WeightsInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>An actor whose weights are older than so many versions waits for newer ones.</summary>
    /// <value>The default value is 4.</value>
    public int MaxVersionsBehind { get; set; } = 4;

    /// <summary>The steps that an actor takes in each of its environments for a block.</summary>
    internal int StepsPerBlock => (BlockSize + EnvironmentsPerActor - 1) / EnvironmentsPerActor;

    /// <summary>The transitions of a block.</summary>
    internal int TransitionsPerBlock => StepsPerBlock * EnvironmentsPerActor;

    /// <summary>The transitions that actors may be ahead.</summary>
    internal long TransitionsAhead => (long)Actors * BlocksAhead * TransitionsPerBlock;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it.</exception>
    public void Validate()
    {
        RequirePositive(Actors, nameof(Actors));
        RequirePositive(EnvironmentsPerActor, nameof(EnvironmentsPerActor));
        RequirePositive(Shards, nameof(Shards));
        RequirePositive(BlockSize, nameof(BlockSize));
        RequirePositive(BlocksAhead, nameof(BlocksAhead));
        if (Shards > Actors)
            throw new ArgumentException($"Shards must be at most Actors, {Actors}, as each actor sends to one; it is {Shards}.");
        if (!(Epsilon is >= 0 and <= 1))
            throw new ArgumentException($"Epsilon must lie from 0 to 1; it is {Epsilon}.");
        if (EpsilonSpread is { } spread && !(spread >= 0 && double.IsFinite(spread)))
            throw new ArgumentException($"EpsilonSpread must be finite and not negative; it is {spread}.");
        if (WeightsInterval < TimeSpan.Zero)
            throw new ArgumentException($"WeightsInterval must not be negative; it is {WeightsInterval}.");
        if (MaxVersionsBehind < 0)
            throw new ArgumentException($"MaxVersionsBehind must not be negative; it is {MaxVersionsBehind}.");
    }

    /// <summary>The settings, in an object of their own.</summary>
    public DistributedOptions Copy() => (DistributedOptions)MemberwiseClone();

    /// <summary>The probability of a random action of an actor.</summary>
    /// <param name="actor">The actor, from 0.</param>
    public double EpsilonOf(int actor) =>
        EnvironmentEpsilon.Of(Epsilon, actor, Actors, EpsilonSpread ?? (Actors <= FewActors ? 4 : 7));

    /// <summary>The shard that an actor sends to.</summary>
    /// <param name="actor">The actor, from 0.</param>
    public int ShardOf(int actor) => actor % Shards;

    /// <summary>The number of actors that send to a shard.</summary>
    internal int ActorsOf(int shard) => (Actors - shard + Shards - 1) / Shards;

    /// <summary>What a checkpoint depends on.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"Distributed = {Actors} actors of {EnvironmentsPerActor} environments, {Shards} shards, blocks of {TransitionsPerBlock}, " +
        $"{BlocksAhead} ahead, epsilon {Epsilon} spread {EpsilonSpread}");

    private static void RequirePositive(int value, string name)
    {
        if (value <= 0)
            throw new ArgumentException($"{name} must be positive; it is {value}.");
    }
}
