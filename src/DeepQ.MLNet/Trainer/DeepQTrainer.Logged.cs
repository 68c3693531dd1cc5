using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Trainer;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    private delegate TrainingResult Learning(LoggedData data, Xoshiro256 random, IProgress<TrainingProgress> progress);

    /// <summary>Learns from logged transitions.</summary>
    /// <param name="input">One row per transition; see the table of columns.</param>
    /// <returns>The learned policy, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or has the wrong type, a value cannot be used, or there are no rows; the message names the
    /// column, its type and the required one.
    /// </exception>
    /// <exception cref="IOException">
    /// The file of <see cref="Options.DataFolder"/> cannot be created, or the disk is full.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or NaN.</exception>
    public DeepQTransformer Fit(IDataView input) => Fit(input, CancellationToken.None);

    internal DeepQTransformer Fit(IDataView input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequireServing();
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        TrainingResult result = Learn(input, featurizer, From(_exportedTrainer, null, cancellationToken), null, cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>Learns from logged transitions and returns the network itself.</summary>
    /// <remarks>The network takes the states that <see cref="Options.Featurizer"/> makes, if there is one.</remarks>
    /// <returns>The result, which the caller disposes.</returns>
    /// <inheritdoc cref="Fit(IDataView)"
    /// path="/*[self::remarks or self::exception]"/>
    /// <param name="input">One row per transition; see the table of columns.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    /// <exception cref="OperationCanceledException">The training was canceled before the table was read.</exception>
    public TrainingResult Train(
        IDataView input,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) => Train(input, null, progress, cancellationToken);

    /// <summary>
    /// Learns from logged data, starting from the weights of an earlier training, and returns the network.
    /// </summary>
    /// <inheritdoc cref="Train(IDataView, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="input">One row per transition; see the table of columns.</param>
    /// <param name="previous">The earlier training, which is only read; null for drawn weights.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    public TrainingResult Train(
        IDataView input,
        TrainingResult? previous,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        return previous is null
            ? Learn(input, featurizer, From(_trainer, null, cancellationToken), progress, cancellationToken)
            : Learn(_trainer, input, featurizer, previous, progress, cancellationToken);
    }

    // Values belong to actions by name, whatever their order in the table.
    private TrainingResult Learn(
        DqnTrainer trainer,
        IDataView input,
        ITransformer? featurizer,
        TrainingResult previous,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = previous.ActionSpace.Names;
        WarmStart.RequireSameActions(names, _options);
        return Learn(
            input,
            featurizer,
            From(trainer, previous.Network, cancellationToken),
            progress,
            cancellationToken,
            _options.Table with { ActionNames = names });
    }

    private static Learning From(DqnTrainer trainer, QNetwork? initial, CancellationToken cancellationToken) =>
        (data, random, progress) => trainer.Train(data, initial, random, progress, cancellationToken);

    private TrainingResult Learn(
        IDataView input,
        ITransformer? featurizer,
        Learning learning,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken,
        LoggedTableOptions? table = null)
    {
        if (_options.Rollout is not null)
        {
            throw new ArgumentException(
                "Rollout must be null to learn from logged transitions: rollouts need environments in which the policy acts.");
        }

        if (_options.DemonstrationTable is not null)
        {
            throw new ArgumentException(
                "DemonstrationTable must be null to learn from logged transitions: demonstrations supplement experience from an " +
                "environment. Add them to the log.");
        }

        using IChannel channel = _host.Start("Training");
        using LoggedData data = LoggedDataReader.Read(input, table ?? _options.Table, featurizer, channel, cancellationToken);
        channel.Info(
            MessageSensitivity.None,
            "Learning from {0} transitions with {1} values per state and {2} actions.",
            data.Transitions.Count,
            data.ObservationSpace.Size,
            data.ActionSpace.Count);
        TrainingResult result = learning(data, new Xoshiro256(_seed), new TrainingLog(channel, progress));
        TrainingLog.Close(channel, result);
        return result;
    }
}
