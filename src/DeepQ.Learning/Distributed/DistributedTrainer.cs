using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Distributed;

/// <summary>Learns from the transitions that <see cref="DistributedActor"/>s send to <see cref="ReplayShard"/>s.</summary>
/// <remarks>
/// The settings determine the number of updates per environment step, as on one machine. Actors are at most
/// <see cref="DistributedOptions.BlocksAhead"/> blocks ahead of the learner. A seed does not determine the result: the learner learns from
/// what arrives first.
/// </remarks>
public sealed class DistributedTrainer
{
    private readonly DqnOptions _options;
    private readonly DistributedOptions _plan;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The settings of learning, which are copied.</param>
    /// <param name="plan">The settings of the distribution, which are copied.</param>
    /// <exception cref="ArgumentException">
    /// Settings are out of range, or not possible in a distributed training; the message names each.
    /// </exception>
    public DistributedTrainer(DqnOptions options, DistributedOptions plan)
    {
        DistributedCheck.Require(options, plan);
        (_options, _plan) = (options.Copy(), plan.Copy());
    }

    /// <summary>Learns until all steps are made, or something else ends training.</summary>
    /// <param name="shards">The connection with the shards and the actors.</param>
    /// <param name="environment">An environment like those of the actors; only its spaces are read.</param>
    /// <param name="evaluationEnvironment">An environment to evaluate in; null to keep the last network.</param>
    /// <param name="random">The generator of weights, updates and evaluations.</param>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named, to continue from it; null to begin.</param>
    /// <param name="firstVersion">
    /// A number that the versions of the weights exceed. A learner that continues after a lost one passes a number greater than all
    /// versions of that one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current best network is returned.</param>
    /// <returns>The result, with the trained network.</returns>
    /// <exception cref="ArgumentException">The settings allow no update, or need an environment to evaluate in.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is damaged, or belongs to a training with other settings.
    /// </exception>
    /// <exception cref="InvalidOperationException">A shard cannot be reached, or the device is not available.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, or another training writes it.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or NaN.</exception>
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
    /// Returns the result of a training that ended in another process, from its last checkpoint. It evaluates the best networks again, as
    /// every training does at its end.
    /// </summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="ended">The reason why training ended. After <see cref="StopReason.Canceled"/>, nothing is evaluated.</param>
    /// <param name="environment">An environment like those of the actors; only its spaces are read.</param>
    /// <param name="evaluationEnvironment">An environment to evaluate in if the training had one, otherwise null.</param>
    /// <param name="cancellationToken">Ends the evaluations; the result then has the network that was best before them.</param>
    /// <returns>The result, with the trained network.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is damaged, or belongs to a training with other settings.
    /// </exception>
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
