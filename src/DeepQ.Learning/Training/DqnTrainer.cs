using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;

namespace DeepQ.Learning;

/// <summary>Trains a Q-network by deep Q-learning, in an environment or on logged transitions.</summary>
/// <remarks>
/// <para>
/// Mnih et al.: Human-level control through deep reinforcement learning (2015). An online network chooses actions and
/// learns; a target network, a delayed copy of it, gives the targets y = r + γ max_a' Q_target(s', a'), without
/// bootstrapping from a terminal state; transitions are drawn from an experience buffer.
/// </para>
/// <para>On one machine, a seed determines the result. A trainer may be reused; each training starts from the beginning.</para>
/// </remarks>
public sealed partial class DqnTrainer
{
    private readonly DqnOptions _options;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The settings, which are copied, so that later changes have no effect.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DqnTrainer(DqnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options.Copy();
    }

    /// <summary>Learns by acting in environments.</summary>
    /// <param name="environments">The environments to act in; their episodes in progress are lost.</param>
    /// <param name="evaluationEnvironment">
    /// An environment to evaluate the greedy policy in, so that the best network is kept and a target return can end
    /// training; null to keep the last network.
    /// </param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current best network is returned.</param>
    /// <returns>The result, with the trained network.</returns>
    /// <exception cref="ArgumentException">
    /// A target return or a patience is set without an environment to evaluate in, or its spaces differ; the settings
    /// allow no update; or the network of <see cref="DqnOptions.CreateNetwork"/> cannot be trained.
    /// </exception>
    /// <exception cref="InvalidOperationException">The device is not available, and no fallback was allowed.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, which is tested at the start, or another training writes it.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or NaN.</exception>
    public TrainingResult Train(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        return TrainOnline(environments, evaluationEnvironment, random, checkpoint: null, progress, cancellationToken);
    }

    /// <summary>
    /// Continues a training in an environment from its checkpoint, bit for bit as if it had not been interrupted.
    /// Settings of when to stop, where to compute and where to write checkpoints may differ.
    /// </summary>
    /// <remarks>
    /// Environments that cannot save their state begin new episodes instead, with their given generators.
    /// </remarks>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="environments">Environments like those of the training that is continued.</param>
    /// <param name="evaluationEnvironment">An environment to evaluate in if that training had one, otherwise null.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current best network is returned.</param>
    /// <returns>The result, with the trained network, from the very beginning.</returns>
    /// <exception cref="ArgumentException">
    /// A target return or a patience is set without an environment to evaluate in, or its spaces differ; the settings
    /// allow no update; or the network of <see cref="DqnOptions.CreateNetwork"/> cannot be trained.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is cut off or damaged, or belongs to another version or a training with other
    /// settings.
    /// </exception>
    /// <exception cref="InvalidOperationException">The device is not available, and no fallback was allowed.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, which is tested at the start, or another training writes it.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or NaN.</exception>
    public TrainingResult Resume(
        string checkpoint,
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        // The content of the checkpoint replaces what this generator draws.
        return TrainOnline(environments, evaluationEnvironment, new Xoshiro256(0), checkpoint, progress, cancellationToken);
    }

    /// <summary>Learns from existing transitions.</summary>
    /// <param name="transitions">The transitions; they are only read.</param>
    /// <param name="observationSpace">The observation space of the transitions.</param>
    /// <param name="actionSpace">The action space of the transitions.</param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    /// <returns>The result, with the trained network.</returns>
    /// <exception cref="ArgumentException">
    /// The transitions do not belong to these spaces, or there are none; or the network of
    /// <see cref="DqnOptions.CreateNetwork"/> cannot be trained.
    /// </exception>
    /// <exception cref="InvalidOperationException">The device is not available, and no fallback was allowed.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, which is tested at the start, or another training writes it.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or NaN.</exception>
    public TrainingResult Train(
        ReplayBuffer transitions,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        return TrainOffline(transitions, observationSpace, actionSpace, random, null, progress, cancellationToken);
    }

    /// <summary>
    /// Continues a training on logged transitions from its checkpoint, bit for bit as if it had not been interrupted.
    /// </summary>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="transitions">The same transitions in the same order; the checkpoint does not contain them.</param>
    /// <param name="observationSpace">The observation space of the transitions.</param>
    /// <param name="actionSpace">The action space of the transitions.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    /// <returns>The result, with the trained network, from the very beginning.</returns>
    /// <exception cref="ArgumentException">
    /// The transitions do not belong to these spaces, or there are none; or the network of
    /// <see cref="DqnOptions.CreateNetwork"/> cannot be trained.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is cut off or damaged, or belongs to another version or a training with other
    /// settings.
    /// </exception>
    /// <exception cref="InvalidOperationException">The device is not available, and no fallback was allowed.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, which is tested at the start, or another training writes it.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss, a gradient or a weight became infinite or NaN.
    /// </exception>
    public TrainingResult Resume(
        string checkpoint,
        ReplayBuffer transitions,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        // The content of the checkpoint replaces what this generator draws.
        return TrainOffline(
            transitions, observationSpace, actionSpace, new Xoshiro256(0), checkpoint, progress, cancellationToken);
    }

    /// <summary>Copies the settings.</summary>
    internal DqnOptions CopyOptions() => _options.Copy();

    private TrainingResult TrainOffline(
        ReplayBuffer transitions,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        Xoshiro256 random,
        string? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(observationSpace);
        ArgumentNullException.ThrowIfNull(actionSpace);
        LearningCheck.RequireReplay(_options);
        RequireSpaces(transitions, observationSpace, actionSpace);

        if (_options.Validation is not null)
        {
            throw new ArgumentException(
                "Validation holds out whole episodes, but a buffer does not identify them: set it to null, or learn from " +
                "a table with episodes.",
                nameof(transitions));
        }

        return RunOffline(
            _options, transitions, observationSpace, actionSpace, null, random, checkpoint, progress, cancellationToken);
    }

    private TrainingResult TrainOnline(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        Xoshiro256 random,
        string? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environments);
        RequireEvaluationEnvironment(environments, evaluationEnvironment);
        _options.Demonstrations?.RequireFit(environments.ObservationSpace, environments.ActionSpace, environments.HasActionMask);
        LearningCheck.Online(_options, environments, new ObserverGroup(_options.Observers));

        using TorchThreads threads = new(_options.Threads ?? 1);
        using OnlineLearner learner = CreateLearner(
            environments.ObservationSpace, environments.ActionSpace, random, environments.Count);
        Evaluator? evaluator = evaluationEnvironment is null
            ? null
            : new Evaluator(evaluationEnvironment, _options, random.Fork());
        using OnlineTraining training = new(_options, learner, environments, evaluator, random.Fork(), progress);
        if (checkpoint is not null)
            training.Load(checkpoint);
        return training.Run(cancellationToken);
    }
}
