using DeepQ.Environments;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Trainer;
using Microsoft.ML;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>Learns from logged data, beginning with the weights of an earlier training.</summary>
    /// <remarks>
    /// The data have the same states, and actions of the same names, whose order is that of the earlier training; the
    /// settings describe the same network. A
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
        RequireServing();
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        TrainingResult result = Learn(_exportedTrainer, input, featurizer, previous, null, cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>
    /// Learns from logged data, beginning with the weights of a policy that was fitted, saved or exported.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The settings describe the same network, and the table has the same states; actions have the names and the order
    /// of the earlier policy. Its featurizer, where it has one, makes the states again as it did, and is not fitted
    /// anew; it is shared by both transformers, and lives until both are disposed.
    /// </para>
    /// <para>
    /// Weights are taken over, those of the last layer but for the rounding of the new table's units. Of noisy layers a policy has the means alone, and their noise begins anew.
    /// The optimizer begins anew, too: a training that was interrupted is continued by
    /// <see cref="Resume(string, IDataView, CancellationToken)"/>.
    /// </para>
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"/>
    /// <param name="input"/>
    /// <param name="previous">
    /// The earlier policy, which remembers the names of its columns; of <c>Fit</c>, or of <c>LoadPolicy</c> from an ONNX file of the network alone.
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
        RequireServing();
        WarmStart.RequireSameInputs(previous, _options);
        LoggedColumnNames columns = RememberedColumns.With(_options.ColumnNames, previous.Policy.Metadata?.Training, input.Schema);
        if (columns.State == LoggedColumnNames.Default.State)
            columns = columns with { State = previous.Columns.State };
        LoggedTableOptions table = _options.Table with { Columns = columns, ActionNames = previous.Policy.ActionNames };
        TrainingResult result = Learn(input, previous.Featurizer, GoOn, null, cancellationToken, table);
        return ToTransformer(result, previous.Featurizer, previous, columns);

        TrainingResult GoOn(LoggedData data, Xoshiro256 random, IProgress<TrainingProgress> progress)
        {
            using QNetwork network = WarmStart.ToNetwork(
                previous.Policy, _options, data.ObservationSpace, data.ActionSpace);
            return _exportedTrainer.Train(data, network, random, progress, cancellationToken);
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
        RequireServing();
        ITransformer? featurizer = _options.Featurizer?.Fit(input);
        TrainingResult result = Learn(
            input,
            featurizer,
            (data, random, progress) => _exportedTrainer.Resume(checkpoint, data, random, progress, cancellationToken),
            null,
            cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>
    /// Goes on with a training in an environment where it wrote its checkpoint, bit for bit as if it had not been
    /// interrupted.
    /// </summary>
    /// <remarks>The settings are the same, but for when to stop and where to compute.</remarks>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <inheritdoc cref="Fit(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="environment"/>
    /// <param name="evaluationEnvironment"/>
    /// <param name="progress"/>
    /// <param name="cancellationToken"/>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, damaged, or of a training with other settings.
    /// </exception>
    public DeepQTransformer Resume(
        string checkpoint,
        IEnvironment environment,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Resume(checkpoint, Alone(environment).Environments, evaluationEnvironment, progress, cancellationToken);
    }

    /// <summary>Goes on with a training in several environments, as the other form does in one.</summary>
    /// <param name="environments">As many environments as that training had.</param>
    /// <inheritdoc
    /// cref="Resume(string, IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="checkpoint"/>
    /// <param name="evaluationEnvironment"/>
    /// <param name="progress"/>
    /// <param name="cancellationToken"/>
    public DeepQTransformer Resume(
        string checkpoint,
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environments);
        RequireServing();
        RequireRawObservations(RawObservations.Of(environments));
        return ToTransformer(
            Resume(_exportedTrainer, checkpoint, environments, evaluationEnvironment, progress, cancellationToken));
    }

    /// <summary>
    /// Goes on with a training in an environment where it wrote its checkpoint, bit for bit as if it had not been
    /// interrupted, and gives the network itself.
    /// </summary>
    /// <inheritdoc
    /// cref="Resume(string, IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="checkpoint"/>
    /// <param name="environment"/>
    /// <param name="evaluationEnvironment"/>
    /// <param name="progress"/>
    /// <param name="cancellationToken"/>
    /// <returns>The network and how it came about; whoever called disposes it.</returns>
    public TrainingResult ResumeTraining(
        string checkpoint,
        IEnvironment environment,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return ResumeTraining(
            checkpoint, Alone(environment).Environments, evaluationEnvironment, progress, cancellationToken);
    }

    /// <summary>Goes on with a training in several environments, as the other form does in one.</summary>
    /// <param name="environments">As many environments as that training had.</param>
    /// <inheritdoc
    /// cref="ResumeTraining(string, IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="checkpoint"/>
    /// <param name="evaluationEnvironment"/>
    /// <param name="progress"/>
    /// <param name="cancellationToken"/>
    public TrainingResult ResumeTraining(
        string checkpoint,
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return Resume(_trainer, checkpoint, environments, evaluationEnvironment, progress, cancellationToken);
    }

    private TrainingResult Resume(
        DqnTrainer trainer,
        string checkpoint,
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken) => Run(
            trainer,
            environments,
            progress,
            (one, log) => one.Resume(checkpoint, environments, evaluationEnvironment, log, cancellationToken),
            cancellationToken);
}
