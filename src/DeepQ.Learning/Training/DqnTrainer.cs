using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>Trains a Q-network by deep Q-learning, in an environment or on logged transitions.</summary>
/// <remarks>
/// <para>
/// Mnih et al.: Human-level control through deep reinforcement learning (2015). A behaviour network chooses actions and
/// learns; a target network, a late copy of it, gives the targets y = r + γ max_a' Q_target(s', a'), with no bootstrap from a
/// terminal state; transitions are drawn from an experience buffer.
/// </para>
/// <para>One seed gives one result on one machine. A trainer may be used again; each training starts afresh.</para>
/// </remarks>
public sealed class DqnTrainer
{
    private readonly DqnOptions _options;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The settings; do not change them during training.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DqnTrainer(DqnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Learns by acting.</summary>
    /// <param name="environments">The environments to act in; their episodes in progress are lost.</param>
    /// <param name="evaluationEnvironment">
    /// An environment to evaluate the greedy policy in, so that the best network is kept and a target return can end
    /// training; null to keep the last network.
    /// </param>
    /// <param name="random">The generator that everything is drawn from.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the best network so far is returned.</param>
    /// <returns>The trained network and how it came about.</returns>
    /// <exception cref="ArgumentException">
    /// A target return is set without an environment to evaluate in, or its spaces differ.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
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
    /// Goes on with a training in an environment where it wrote its checkpoint, bit for bit as if it had not been
    /// interrupted. The settings that are left may differ: when to stop, where to compute and where to write checkpoints.
    /// </summary>
    /// <remarks>
    /// Environments that cannot save their state begin new episodes instead, from the generator that they were given.
    /// </remarks>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="environments">Environments like those of the training that is continued.</param>
    /// <param name="evaluationEnvironment">An environment to evaluate in if that training had one, otherwise null.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the best network so far is returned.</param>
    /// <returns>The trained network and how it came about, from the very beginning.</returns>
    /// <exception cref="ArgumentException">
    /// A target return is set without an environment to evaluate in, or its spaces differ.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, of another version, cut off, damaged, or of a training with other settings.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public TrainingResult Resume(
        string checkpoint,
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        // What this generator gives is replaced by what the checkpoint holds.
        return TrainOnline(environments, evaluationEnvironment, new Xoshiro256(0), checkpoint, progress, cancellationToken);
    }

    /// <summary>Learns from transitions that are already there.</summary>
    /// <param name="transitions">The transitions; they are only read.</param>
    /// <param name="observationSpace">The observations of the transitions.</param>
    /// <param name="actionSpace">The actions of the transitions.</param>
    /// <param name="random">The generator that everything is drawn from.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the network so far is returned.</param>
    /// <returns>The trained network and how it came about.</returns>
    /// <exception cref="ArgumentException">The transitions are not of these spaces.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public TrainingResult Train(
        ReplayBuffer transitions,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(observationSpace);
        ArgumentNullException.ThrowIfNull(actionSpace);
        ArgumentNullException.ThrowIfNull(random);
        RequireSpaces(transitions, observationSpace, actionSpace);

        using TorchThreads threads = new(_options.Threads);
        using DqnLearner learner = CreateLearner(observationSpace, actionSpace, random);
        TransitionBatch batch = new(_options.BatchSize, observationSpace.Size, transitions.MaskedActions);
        ReplaySampler sampler = new(transitions, _options, random.Fork());
        ProgressClock clock = new(progress);
        int updates = 0;
        UpdateResult last = default;
        while (updates < _options.Updates && !cancellationToken.IsCancellationRequested)
        {
            sampler.Sample(batch, updates);
            last = learner.Update(batch, updates);
            sampler.NoticeErrors(batch, learner.AbsoluteErrors);
            updates++;
            if (updates % _options.TargetUpdateInterval == 0)
                learner.UpdateTarget();
            clock.ReportIfDue(Report, force: updates == _options.Updates);
        }

        return new TrainingResult(learner.Network.Copy())
        {
            ObservationSpace = observationSpace,
            ActionSpace = actionSpace,
            Gamma = _options.Gamma,
            Algorithm = _options.Algorithm,
            StopReason = updates == _options.Updates ? StopReason.Completed : StopReason.Cancelled,
            Steps = 0,
            Updates = updates,
            Elapsed = clock.Elapsed,
        };

        TrainingProgress Report() => new()
        {
            Step = 0,
            Updates = updates,
            Fraction = (double)updates / _options.Updates,
            Elapsed = clock.Elapsed,
            LastUpdate = last,
        };
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

        using TorchThreads threads = new(_options.Threads);
        using DqnLearner learner = CreateLearner(
            environments.ObservationSpace, environments.ActionSpace, random);
        Evaluator? evaluator = evaluationEnvironment is null
            ? null
            : new Evaluator(evaluationEnvironment, _options.EvaluationEpisodes, random.Fork());
        using OnlineTraining training = new(_options, learner, environments, evaluator, random.Fork(), progress);
        if (checkpoint is not null)
            training.Load(checkpoint);
        return training.Run(cancellationToken);
    }

    private DqnLearner CreateLearner(BoxSpace observations, DiscreteSpace actions, Xoshiro256 random)
    {
        QNetwork network = _options.CreateNetwork is null
            ? _options.Network.CreateNetwork(observations, actions.Count, random.Fork())
            : _options.CreateNetwork(observations, actions, random.Fork());
        if (network.ObservationSize != observations.Size || network.ActionCount != actions.Count)
        {
            using QNetwork unfit = network;
            throw new ArgumentException(
                $"CreateNetwork gave a network of {unfit.ObservationSize} values and {unfit.ActionCount} actions; " +
                $"there are {observations.Size} and {actions.Count}.");
        }

        network.MoveTo(device(_options.Device));
        return new DqnLearner(network, _options, random.Fork());
    }

    private static void RequireSpaces(ReplayBuffer transitions, BoxSpace observations, DiscreteSpace actions)
    {
        if (transitions.ObservationSize != observations.Size ||
            (transitions.MaskedActions != 0 && transitions.MaskedActions != actions.Count))
        {
            throw new ArgumentException(
                $"The transitions have {transitions.ObservationSize} values a state and masks of {transitions.MaskedActions} " +
                $"actions; the spaces have {observations.Size} values and {actions.Count} actions.",
                nameof(transitions));
        }
    }

    private void RequireEvaluationEnvironment(VectorEnvironment environments, IEnvironment? evaluation)
    {
        if (evaluation is null)
        {
            if (_options.TargetReturn is not null)
            {
                throw new ArgumentException(
                    $"TargetReturn is {_options.TargetReturn}, but there is no environment to evaluate in: give one, or set it to null.",
                    nameof(evaluation));
            }

            return;
        }

        if (evaluation.ObservationSpace.Size != environments.ObservationSpace.Size ||
            evaluation.ActionSpace.Count != environments.ActionSpace.Count)
        {
            throw new ArgumentException(
                $"{evaluation.Name} has {evaluation.ObservationSpace.Size} values and {evaluation.ActionSpace.Count} actions; " +
                $"the environment to learn in has {environments.ObservationSpace.Size} and {environments.ActionSpace.Count}.",
                nameof(evaluation));
        }
    }
}
