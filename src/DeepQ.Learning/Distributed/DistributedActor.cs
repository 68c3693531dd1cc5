using System.Text;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Distributed;

/// <summary>
/// An actor of a distributed training: it steps its environments by weights that the learner published and an ε of its own, and gives
/// what it saw in blocks, with first priorities.
/// </summary>
/// <remarks>
/// First priorities are the errors of the transitions by the actor's own weights. A transition at the end of a block has a shorter return
/// there than it has in the replay once the next block has come. An actor belongs to one thread.
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

    /// <summary>Creates an actor, whose environments begin new episodes.</summary>
    /// <param name="options">The settings of learning. Their <see cref="DqnOptions.Epsilon"/> does not count.</param>
    /// <param name="plan">How many actors there are.</param>
    /// <param name="actor">The number of the actor, from 0.</param>
    /// <param name="environments">Its environments: <see cref="DistributedOptions.EnvironmentsPerActor"/> of them.</param>
    /// <param name="random">The generator that actions are drawn from, and the name of this attempt.</param>
    /// <exception cref="ArgumentException">The settings are out of range, or cannot be those of a distributed training.</exception>
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

    /// <summary>Tells this actor from others of the same number, before and after it.</summary>
    public Guid Attempt { get; }

    /// <summary>The version of the weights that it acts by; 0 for none yet.</summary>
    public long Version { get; private set; }

    /// <summary>The probability of a random action.</summary>
    public double Epsilon => _plan.EpsilonOf(_actor);

    /// <summary>The number of environment steps that it took.</summary>
    public long Steps => _agent.Step;

    /// <summary>The number of episodes that it keeps.</summary>
    internal int Episodes => _agent.Episodes.Count;

    /// <summary>Takes over weights.</summary>
    /// <param name="version">Their version.</param>
    /// <param name="weights">What the learner published.</param>
    /// <exception cref="InvalidDataException">They are of another network.</exception>
    public void Load(long version, byte[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using BinaryReader reader = new(new MemoryStream(weights, writable: false), Encoding.UTF8);
        _learner.LoadWeights(reader);
        Version = version;
    }

    /// <summary>Steps the environments until a block is full.</summary>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>The block. It is sent until a shard has answered.</returns>
    /// <exception cref="InvalidOperationException">There are no weights yet.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; the actor is of no more use.</exception>
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
