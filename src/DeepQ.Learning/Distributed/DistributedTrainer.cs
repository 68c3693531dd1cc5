using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Distributed;

/// <summary>The learner of a distributed training: it learns from what <see cref="DistributedActor"/>s send to <see cref="ReplayShard"/>s.</summary>
/// <remarks>
/// As on one machine, the settings say how many updates are made for each environment step. Neither waits long for the other: actors are
/// at most <see cref="DistributedOptions.BlocksAhead"/> blocks ahead. One seed does not give one result, as what is learned from depends on
/// what arrives first.
/// </remarks>
public sealed class DistributedTrainer
{
    private readonly DqnOptions _options;
    private readonly DistributedOptions _plan;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The settings of learning, which are copied.</param>
    /// <param name="plan">How collection is spread, which is copied.</param>
    /// <exception cref="ArgumentException">
    /// Settings are out of range, or ask for what a distributed training does not have; the message names them.
    /// </exception>
    public DistributedTrainer(DqnOptions options, DistributedOptions plan)
    {
        DistributedCheck.Require(options, plan);
        (_options, _plan) = (options.Copy(), plan.Copy());
    }

    /// <summary>Learns until something ends it.</summary>
    /// <param name="shards">The way to the shards and the actors.</param>
    /// <param name="environment">An environment like those of the actors. It is not stepped.</param>
    /// <param name="evaluationEnvironment">An environment to evaluate in; null to keep the last network.</param>
    /// <param name="random">The generator that weights, updates and evaluations are drawn from.</param>
    /// <param name="checkpoint">A file that <see cref="DqnOptions.CheckpointPath"/> named, to go on from there; null to begin.</param>
    /// <param name="firstVersion">The version of the first weights is greater than this, as those of a learner that was lost are not.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the best network so far is returned.</param>
    /// <returns>The trained network and how it came about.</returns>
    /// <exception cref="ArgumentException">The settings allow no update, or need an environment to evaluate in.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, damaged, or of a training with other settings.</exception>
    /// <exception cref="InvalidOperationException">A shard cannot be reached, or the device is not there.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, or another training writes it.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or not a number.</exception>
    public TrainingResult Train(
        IReplayShards shards,
        IEnvironment environment,
        IEnvironment? evaluationEnvironment,
        Xoshiro256 random,
        string? checkpoint = null,
        long firstVersion = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shards);
        return Run(shards, environment, evaluationEnvironment, random, checkpoint, firstVersion, default, progress, cancellationToken);
    }

    /// <summary>
    /// Gives the result of a training that ended elsewhere, of its last checkpoint: it lets the best networks act again, as every training
    /// does in the end.
    /// </summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="ended">Why training ended. After <see cref="StopReason.Canceled"/>, nothing acts again.</param>
    /// <param name="environment">An environment like those of the actors. It is not stepped.</param>
    /// <param name="evaluationEnvironment">The environment to evaluate in, where the training had one.</param>
    /// <param name="cancellationToken">Ends the evaluations; the result has the network that was best before.</param>
    /// <returns>The trained network and how it came about.</returns>
    /// <exception cref="InvalidDataException">The file is no checkpoint, damaged, or of a training with other settings.</exception>
    public TrainingResult Finish(
        string checkpoint,
        StopReason ended,
        IEnvironment environment,
        IEnvironment? evaluationEnvironment,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        CancellationToken end = ended == StopReason.Canceled ? new CancellationToken(canceled: true) : cancellationToken;
        // What this generator gives is replaced by what the checkpoint holds.
        return Run(null, environment, evaluationEnvironment, new Xoshiro256(0), checkpoint, 0, ended, null, end);
    }

    private TrainingResult Run(
        IReplayShards? shards,
        IEnvironment environment,
        IEnvironment? evaluationEnvironment,
        Xoshiro256 random,
        string? checkpoint,
        long firstVersion,
        StopReason ended,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(random);
        VectorEnvironment one = new([environment], new Xoshiro256(0));
        DqnTrainer trainer = new(_options);
        trainer.RequireEvaluationEnvironment(one, evaluationEnvironment);
        LearningCheck.Online(_options, one, new ObserverGroup(_options.Observers));
        using TorchThreads threads = new(_options.Threads ?? 1);
        using OnlineLearner learner = trainer.CreateLearner(environment.ObservationSpace, environment.ActionSpace, random, 1);
        Evaluator? evaluator = evaluationEnvironment is null ? null : new Evaluator(evaluationEnvironment, _options, random.Fork());
        using DistributedTraining training = new(
            _options, _plan, learner, one, evaluator, random.Fork(), shards, ended, progress);
        if (checkpoint is not null)
            training.Load(checkpoint);
        training.FirstVersion = firstVersion;
        return training.Run(cancellationToken);
    }
}
