using System.Text;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Distributed;

/// <summary>
/// Steps the environments of one actor of a distributed training, with the learner's weights and an ε of its own. It returns the
/// transitions in blocks, with their first priorities.
/// </summary>
/// <remarks>
/// A first priority is the error of a transition under the actor's own weights. For the last transitions of a block it is computed from
/// shorter returns than the replay uses once the next block has arrived. An actor belongs to one thread.
/// </remarks>
public sealed class DistributedActor : IDisposable
{
    private readonly DqnOptions _options;
    private readonly DistributedOptions _plan;
    private readonly int _actor;
    private readonly VectorEnvironment _environments;
    private readonly TorchThreads _threads;
    private readonly OnlineLearner _learner;
    private readonly DqnAgent _agent;
    private readonly TransitionBatch _batch;
    private long _number;

    /// <summary>Creates an actor, and starts an episode in each of its environments.</summary>
    /// <param name="options">The settings of learning, which are copied. <see cref="DqnOptions.Epsilon"/> is ignored.</param>
    /// <param name="plan">The settings of the distribution, which are copied.</param>
    /// <param name="actor">The number of the actor, from 0 and less than <see cref="DistributedOptions.Actors"/>.</param>
    /// <param name="environments">Its environments: <see cref="DistributedOptions.EnvironmentsPerActor"/> of them.</param>
    /// <param name="random">The generator of actions and of <see cref="Attempt"/>.</param>
    /// <exception cref="ArgumentException">
    /// Settings are out of range or not possible in a distributed training, which the message says; or the number of environments is
    /// another one.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no actor with this number.</exception>
    public DistributedActor(
        DqnOptions options, DistributedOptions plan, int actor, VectorEnvironment environments, Xoshiro256 random)
    {
        DistributedCheck.Require(options, plan);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actor, (uint)plan.Actors, nameof(actor));
        if (environments.Count != plan.EnvironmentsPerActor)
        {
            throw new ArgumentException(
                $"An actor has {plan.EnvironmentsPerActor} environments; {environments.Count} were given.", nameof(environments));
        }

        (_plan, _actor, _environments) = (plan.Copy(), actor, environments);
        _options = ActorOptions(options, plan, actor);
        Span<byte> attempt = stackalloc byte[16];
        random.NextBytes(attempt);
        Attempt = new Guid(attempt);
        _threads = new TorchThreads(1);
        _learner = new DqnTrainer(_options).CreateLearner(
            environments.ObservationSpace, environments.ActionSpace, random, environments.Count);
        // A block is enough, and may be less than a batch.
        DqnOptions remembering = _options.Copy();
        remembering.ReplayCapacity = plan.TransitionsPerBlock;
        _agent = new DqnAgent(
            remembering, _learner, environments, new ObserverGroup([]), new ProgressClock(null), random.Fork());
        _batch = new TransitionBatch(_options.BatchSize, environments.ObservationSpace.Size, _agent.Buffer.MaskedActions);
        environments.Reset();
    }

    /// <summary>Distinguishes this actor from those that had its number before, and will have it later.</summary>
    public Guid Attempt { get; }

    /// <summary>The version of its weights; 0 before the first <see cref="Load"/>.</summary>
    public long Version { get; private set; }

    /// <summary>The probability ε of a random action, from 0 to 1.</summary>
    public double Epsilon => _plan.EpsilonOf(_actor);

    /// <summary>The number of environment steps that it has taken, over all its environments.</summary>
    public long Steps => _agent.Step;

    /// <summary>The number of ended episodes that no block contains yet.</summary>
    internal int Episodes => _agent.Episodes.Count;

    /// <summary>Replaces the weights.</summary>
    /// <param name="version">The version of the weights.</param>
    /// <param name="weights">The bytes that <see cref="IReplayShards.Publish"/> received.</param>
    /// <exception cref="InvalidDataException">The weights belong to another network.</exception>
    public void Load(long version, byte[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using BinaryReader reader = new(new MemoryStream(weights, writable: false), Encoding.UTF8);
        _learner.LoadWeights(reader);
        Version = version;
    }

    /// <summary>Steps the environments until a block is full.</summary>
    /// <param name="cancellationToken">Cancels between two steps.</param>
    /// <returns>
    /// The block, with <see cref="DistributedOptions.BlockSize"/> transitions, rounded up to a multiple of the environments. The caller
    /// sends it to the actor's shard, again and again until the shard has answered.
    /// </returns>
    /// <exception cref="InvalidOperationException">No weights were loaded.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled; the actor cannot be used any longer.</exception>
    public byte[] Collect(CancellationToken cancellationToken = default)
    {
        if (Version == 0)
            throw new InvalidOperationException("There are no weights to act by: Load gives the first.");
        bool masked = _environments.HasActionMask;
        for (int step = 0; step < _plan.StepsPerBlock; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _environments.Step(_agent.ActAll(_environments.Observations, masked ? _environments.ActionMasks : []));
            _agent.RememberAll(
                _environments.Rewards,
                _environments.FinalObservations,
                _environments.Terminated,
                _environments.Truncated,
                masked ? _environments.FinalActionMasks : []);
        }

        // The block has them: an actor may run for weeks.
        (double Return, int Length)[] episodes = [.. _agent.TakeEpisodes().Select(episode => (episode.Return, episode.Length))];
        ExperienceBlock block = ExperienceBlock.Of(
            _agent.Buffer, _plan.StepsPerBlock, _options.PrioritizedReplay is null ? null : Errors, _actor, Attempt, _number++, episodes);
        return BlockFormat.ToBytes(block, _agent.Buffer.ElementType);
    }

    /// <summary>Frees the network.</summary>
    public void Dispose()
    {
        _learner.Dispose();
        _threads.Dispose();
    }

    // Nothing that learns, and nobody who watches.
    private static DqnOptions ActorOptions(DqnOptions options, DistributedOptions plan, int actor)
    {
        DqnOptions own = options.Copy();
        own.Epsilon = plan.EpsilonOf(actor);
        own.EpsilonSpread = 0;
        own.Device = "cpu";
        own.WeightAveraging = 0;
        own.Observers = [];
        own.CheckpointPath = null;
        return own;
    }

    private float[] Errors(int[] slots)
    {
        float[] errors = new float[slots.Length];
        for (int start = 0; start < slots.Length; start += _batch.Size)
        {
            int count = Math.Min(_batch.Size, slots.Length - start);
            slots.AsSpan(start, count).CopyTo(_batch.Slots);
            _batch.Slots.AsSpan(count).Fill(slots[start]);
            _agent.Buffer.Read(_batch, (float)_options.Gamma, _options.NStep);
            _learner.Errors(_batch).AsSpan(0, count).CopyTo(errors.AsSpan(start));
        }

        return errors;
    }
}
