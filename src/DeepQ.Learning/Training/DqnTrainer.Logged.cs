using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning;

public sealed partial class DqnTrainer
{
    /// <summary>Learns from logged data, with some episodes optionally held out to evaluate the policy.</summary>
    /// <param name="data">The data.</param>
    /// <param name="initial">The network with the initial weights; null for that of the settings.</param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    /// <returns>The result, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">Episodes are to be held out, but there are none or too few.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or NaN.</exception>
    public TrainingResult Train(
        LoggedData data,
        QNetwork? initial,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        DqnOptions options = _options.Copy();
        options.InitialNetwork = initial ?? _options.InitialNetwork;
        return Run(options, data, random, checkpoint: null, progress, cancellationToken);
    }

    /// <summary>Continues a training on logged data from its checkpoint.</summary>
    /// <param name="checkpoint">The file.</param>
    /// <param name="data">The same data.</param>
    /// <param name="random">A generator with the state that the first training began with.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    /// <returns>The result, which the caller disposes.</returns>
    /// <exception cref="InvalidDataException">The checkpoint does not match.</exception>
    public TrainingResult Resume(
        string checkpoint,
        LoggedData data,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        return Run(_options, data, random, checkpoint, progress, cancellationToken);
    }

    private static TrainingResult Run(
        DqnOptions options,
        LoggedData data,
        Xoshiro256 random,
        string? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        LearningCheck.RequireReplay(options);
        LoggedData all = data;
        using Validator? validator = SplitValidation(ref data, options, random);
        using LoggedData? part = ReferenceEquals(data, all) ? null : data;
        TrainingResult result = RunOffline(
            options,
            data.Transitions,
            data.ObservationSpace,
            data.ActionSpace,
            validator,
            random,
            checkpoint,
            progress,
            cancellationToken);
        if (options.OfflineAlgorithm is SelectedAlgorithm selected && result.StopReason == StopReason.Completed)
            result = Select(result, selected, options, data, random, cancellationToken);
        result.Data = all.Report;
        return result;
    }

    // Reduces the data to the part that is learned from.
    private static Validator? SplitValidation(ref LoggedData data, DqnOptions options, Xoshiro256 random)
    {
        if (options.Validation is not { } validation)
            return null;
        LoggedEpisode[] shuffled = LoggedDataParts.Shuffled(data, parts: 1, random)[0];
        int count = Math.Max(1, (int)(validation.Fraction * shuffled.Length));
        if (count == shuffled.Length)
        {
            throw new ArgumentException(
                $"{shuffled.Length} episodes are too few to hold one out: set Validation to null.");
        }

        // One half selects. The greatest of many values is biased upward, so the other half evaluates the selected
        // network.
        int choosing = (count + 1) / 2;
        Validator validator = new(
            LoggedDataParts.Of(data, shuffled[..choosing]),
            choosing < count ? LoggedDataParts.Of(data, shuffled[choosing..count]) : null,
            validation,
            options.HiddenUnits,
            options.Gamma,
            new ObserverGroup(options.Observers),
            random.Fork());
        data = LoggedDataParts.Of(data, shuffled[count..]);
        return validator;
    }

    private static TrainingResult RunOffline(
        DqnOptions settings,
        ReplayBuffer transitions,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        Validator? validator,
        Xoshiro256 random,
        string? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        DqnOptions options = settings.Copy();
        options.OfflineAlgorithm = settings.OfflineAlgorithm.First;
        if (options.OfflineAlgorithm.TargetPeriod is { } period)
            (options.TargetUpdateRate, options.TargetUpdateInterval) = (1, period);
        (options.LearnsFromLog, options.HasSparseStates) = (true, transitions.IsSparse);
        LearningCheck.Offline(options, transitions, observationSpace, new ObserverGroup(options.Observers));
        using TorchThreads threads = new(options.Threads ?? 1);
        TableUnits units = TableUnits.Of(transitions, options.ToTableUnits());
        using ILearner learner = CreateOfflineLearner(options, units, transitions, observationSpace, actionSpace, random);
        OfflineTraining training = new(
            options, learner, transitions, observationSpace, actionSpace, validator, random.Fork(), progress);
        if (checkpoint is not null)
            training.Load(checkpoint);
        TrainingResult result = training.Run(cancellationToken);
        result.Normalization = units.Description;
        return result;
    }
}
