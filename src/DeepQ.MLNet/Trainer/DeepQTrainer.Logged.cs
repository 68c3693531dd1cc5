using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    private delegate TrainingResult Learning(LoggedData data, Xoshiro256 random, IProgress<TrainingProgress> progress);

    /// <summary>Learns from logged transitions.</summary>
    /// <param name="input">A row for each transition; see the table of columns.</param>
    /// <returns>The learned policy; whoever called disposes it.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or has the wrong type, a value cannot be used, or there are no rows; the message names the
    /// column, what it is and what it must be.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public DeepQTransformer Fit(IDataView input) => Fit(input, CancellationToken.None);

    internal DeepQTransformer Fit(IDataView input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        using TrainingResult result = Learn(input, featurizer, From(null, cancellationToken), null, cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>Learns from logged data, beginning with the weights of an earlier training.</summary>
    /// <remarks>
    /// The data have the same states and actions, and the settings describe the same network. A
    /// <see cref="Options.Featurizer"/> is fitted anew: where it normalizes, go on from the transformer instead, which
    /// has the one that the weights were learned with.
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"/>
    /// <param name="input"/>
    /// <param name="previous">The earlier training; it is only read.</param>
    /// <param name="cancellationToken">Ends training; the policy so far is returned.</param>
    public DeepQTransformer Fit(
        IDataView input, TrainingResult previous, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(previous);
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        using TrainingResult result = Learn(
            input, featurizer, From(previous.Network, cancellationToken), null, cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>
    /// Learns from logged data, beginning with the weights of a policy that was fitted, saved or exported.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The settings describe the same network, and the table has the same states; actions have the names and the order
    /// of the earlier policy. Its featurizer, where it has one, makes the states again as it did, and is not fitted
    /// anew; it is shared by both transformers.
    /// </para>
    /// <para>
    /// Weights are taken over bit for bit. Of noisy layers a policy has the means alone, and their noise begins anew.
    /// The optimizer begins anew, too: a training that was interrupted is continued by
    /// <see cref="Resume(string, IDataView, CancellationToken)"/>.
    /// </para>
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"/>
    /// <param name="input"/>
    /// <param name="previous">
    /// The earlier policy, of <c>Fit</c>, or of <c>LoadPolicy</c> from an ONNX file of the network alone.
    /// </param>
    /// <param name="cancellationToken">Ends training; the policy so far is returned.</param>
    /// <exception cref="ArgumentException">
    /// As of <see cref="Fit(IDataView)"/>; or the policy has another architecture, other states or other actions, its
    /// weights were rounded, or states are made by a featurizer that it did not know; the message says which.
    /// </exception>
    public DeepQTransformer Fit(
        IDataView input, DeepQTransformer previous, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(previous);
        EarlierPolicy.RequireSameInputs(previous, _options);
        using TrainingResult result = Learn(
            input, previous.Featurizer, GoOn, null, cancellationToken, previous.Policy.ActionNames);
        return ToTransformer(result, previous.Featurizer);

        TrainingResult GoOn(LoggedData data, Xoshiro256 random, IProgress<TrainingProgress> progress)
        {
            using QNetwork network = EarlierPolicy.ToNetwork(
                previous.Policy, _options, data.ObservationSpace, data.ActionSpace);
            return _trainer.Train(data, network, random, progress, cancellationToken);
        }
    }

    /// <summary>
    /// Goes on with a training on logged data where it wrote its checkpoint, bit for bit as if it had not been
    /// interrupted.
    /// </summary>
    /// <remarks>
    /// The table and the settings are the same, but for when to stop, and the trainer has the seed of the first one.
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"/>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="input"/>
    /// <param name="cancellationToken">Ends training; the policy so far is returned.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, damaged, or of a training with other settings or another seed.
    /// </exception>
    public DeepQTransformer Resume(string checkpoint, IDataView input, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        ArgumentNullException.ThrowIfNull(input);
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        using TrainingResult result = Learn(
            input,
            featurizer,
            (data, random, progress) => _trainer.Resume(checkpoint, data, random, progress, cancellationToken),
            null,
            cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>Learns from logged transitions and gives the network itself.</summary>
    /// <remarks>The network takes the states that <see cref="Options.Featurizer"/> makes, where there is one.</remarks>
    /// <returns>The network and how it came about; whoever called disposes it.</returns>
    /// <inheritdoc cref="Fit(IDataView)"/>
    /// <param name="input"/>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the network so far is returned.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before the table was read.</exception>
    public TrainingResult Train(
        IDataView input,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) => Train(input, null, progress, cancellationToken);

    /// <summary>
    /// Learns from logged data, beginning with the weights of an earlier training, and gives the network.
    /// </summary>
    /// <inheritdoc cref="Train(IDataView, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="input"/>
    /// <param name="previous">The earlier training, which is only read; null for weights that are drawn.</param>
    /// <param name="progress"/>
    /// <param name="cancellationToken"/>
    public TrainingResult Train(
        IDataView input,
        TrainingResult? previous,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        return Learn(input, featurizer, From(previous?.Network, cancellationToken), progress, cancellationToken);
    }

    private Learning From(QNetwork? initial, CancellationToken cancellationToken) =>
        (data, random, progress) => _trainer.Train(data, initial, random, progress, cancellationToken);

    private TrainingResult Learn(
        IDataView input,
        ITransformer? featurizer,
        Learning learning,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken,
        IReadOnlyList<string>? actionNames = null)
    {
        using IChannel channel = _host.Start("Training");
        Options columns = actionNames is null ? _options : _options.With(actionNames);
        LoggedData data = LoggedDataReader.Read(input, columns, featurizer, channel, cancellationToken);
        if (_options.NStep > 1 && !Enumerable.Range(0, data.Transitions.Count).Any(data.Transitions.IsFollowed))
        {
            channel.Warning(
                MessageSensitivity.None,
                "NStep is {0}, but no row is followed by that of its successor: every return has one step.",
                _options.NStep);
        }

        channel.Info(
            MessageSensitivity.None,
            "Learning from {0} transitions with {1} values a state and {2} actions.",
            data.Transitions.Count,
            data.ObservationSpace.Size,
            data.ActionSpace.Count);
        TrainingResult result = learning(data, new Xoshiro256(_seed), new TrainingLog(channel, progress));
        result.Data = data.Report;
        TrainingLog.Close(channel, result);
        return result;
    }
}
