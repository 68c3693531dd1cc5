using System.Globalization;
using DeepQ.Learning.Exploration;

namespace DeepQ.Learning.Distributed;

/// <summary>The settings of a distributed training that <see cref="DqnOptions"/> does not have.</summary>
/// <remarks>Horgan et al.: Distributed Prioritized Experience Replay (2018), https://arxiv.org/abs/1803.00933.</remarks>
public sealed class DistributedOptions
{
    // With few actors, the greedy ones would be too greedy.
    private const int FewActors = 8;

    /// <summary>The number of actors N, at least 1. Each has its own environments and its own thread.</summary>
    /// <value>The default value is 8.</value>
    public int Actors { get; set; } = 8;

    /// <summary>The number of environments that an actor steps together, at least 1.</summary>
    /// <value>The default value is 1.</value>
    public int EnvironmentsPerActor { get; set; } = 1;

    /// <summary>The number of replay shards, from 1 to <see cref="Actors"/>. Actor i sends to shard i modulo this number.</summary>
    /// <value>The default value is 1.</value>
    public int Shards { get; set; } = 1;

    /// <summary>
    /// The number of transitions in a block, which an actor sends at once, at least 1. It is rounded up to a multiple of
    /// <see cref="EnvironmentsPerActor"/>.
    /// </summary>
    /// <value>The default value is 200.</value>
    public int BlockSize { get; set; } = 200;

    /// <summary>
    /// The number of blocks per actor that the actors may be ahead of the learner, at least 1. If the learner is slower, actors wait.
    /// </summary>
    /// <value>The default value is 2.</value>
    public int BlocksAhead { get; set; } = 2;

    /// <summary>The probability ε of a random action of the first actor, from 0 to 1.</summary>
    /// <value>The default value is 0.4.</value>
    public double Epsilon { get; set; } = 0.4;

    /// <summary>
    /// The difference of exploration between actors, α, at least 0: actor i of N has ε^(1 + α i / (N − 1)). Null for 4 with up to 8 actors,
    /// and 7 with more.
    /// </summary>
    /// <value>The default value is null.</value>
    public double? EpsilonSpread { get; set; }

    /// <summary>The shortest time between two versions of the weights that the learner publishes, at least 0.</summary>
    /// <value>The default value is half a second.</value>
    public TimeSpan WeightsInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The number of versions by which an actor's weights may be older than the newest, at least 0. With older weights, an actor waits.
    /// </summary>
    /// <value>The default value is 4.</value>
    public int MaxVersionsBehind { get; set; } = 4;

    /// <summary>The number of steps in each environment for a block.</summary>
    internal int StepsPerBlock => (BlockSize + EnvironmentsPerActor - 1) / EnvironmentsPerActor;

    /// <summary>The number of transitions in a block.</summary>
    internal int TransitionsPerBlock => StepsPerBlock * EnvironmentsPerActor;

    /// <summary>The number of transitions that all actors together may be ahead.</summary>
    internal long TransitionsAhead => (long)Actors * BlocksAhead * TransitionsPerBlock;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it and its limit.</exception>
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

    /// <summary>Copies the settings.</summary>
    public DistributedOptions Copy() => (DistributedOptions)MemberwiseClone();

    /// <summary>Returns the probability of a random action of an actor, from 0 to 1.</summary>
    /// <param name="actor">The number of the actor, from 0.</param>
    public double EpsilonOf(int actor) =>
        EnvironmentEpsilon.Of(Epsilon, actor, Actors, EpsilonSpread ?? (Actors <= FewActors ? 4 : 7));

    /// <summary>Returns the number of the shard that an actor sends to, from 0.</summary>
    /// <param name="actor">The number of the actor, from 0.</param>
    public int ShardOf(int actor) => actor % Shards;

    /// <summary>The number of actors that send to a shard.</summary>
    internal int ActorsOf(int shard) => (Actors - shard + Shards - 1) / Shards;

    /// <summary>Describes what a checkpoint depends on.</summary>
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
