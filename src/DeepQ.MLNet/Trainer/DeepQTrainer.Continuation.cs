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
    /// <summary>Learns from logged data, starting from the weights of an earlier training.</summary>
    /// <remarks>
    /// The data must have the same states, and actions of the same names in the order of the earlier training; the
    /// settings must describe the same network. A <see cref="Options.Featurizer"/> is fitted again. If it normalizes,
    /// continue from the transformer instead, which has the featurizer of the weights.
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="input">One row per transition; see the table of columns.</param>
    /// <param name="previous">The earlier training; it is only read.</param>
    /// <param name="cancellationToken">Ends training; the current policy is returned.</param>
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
    /// Learns from logged data, starting from the weights of a policy that was fitted, saved or exported.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The settings must describe the same network, and the table must have the same states; actions have the names and
    /// the order of the earlier policy. Its featurizer, if it has one, makes the states again and is not fitted again;
    /// both transformers share it, and it lives until both are disposed.
    /// </para>
    /// <para>
    /// Weights are copied, those of the last layer up to the rounding of the new table's units. A policy only has the
    /// means of noisy layers, so their noise starts again. The optimizer also starts again: to continue an interrupted
    /// training, use <see cref="Resume(string, IDataView, CancellationToken)"/>.
    /// </para>
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="input">One row per transition; see the table of columns.</param>
    /// <param name="previous">
    /// The earlier policy, which stores the names of its columns; from <c>Fit</c>, or from <c>LoadPolicy</c> with an ONNX file of the network alone.
    /// </param>
    /// <param name="cancellationToken">Ends training; the current policy is returned.</param>
    /// <exception cref="ArgumentException">
    /// See <see cref="Fit(IDataView)"/>; or the policy has another architecture, other states or other actions, its
    /// weights were rounded, or an unknown featurizer makes the states; the message says which.
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
    /// Continues a training on logged data from its checkpoint, bit for bit as if it had not been interrupted.
    /// </summary>
    /// <remarks>
    /// The table and the settings must be the same, except for when to stop, and the trainer must have the seed of the first one.
    /// </remarks>
    /// <inheritdoc cref="Fit(IDataView)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="input">One row per transition; see the table of columns.</param>
    /// <param name="cancellationToken">Ends training; the current policy is returned.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is damaged, or belongs to a training with other settings or another seed.
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
    /// Continues a training in an environment from its checkpoint, bit for bit as if it had not been interrupted.
    /// </summary>
    /// <remarks>The settings must be the same, except for when to stop and where to compute.</remarks>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <inheritdoc cref="Fit(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="environment">The environment to act in.</param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep the last one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current policy is returned.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is damaged, or belongs to a training with other settings.
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

    /// <summary>Continues a training in several environments, like the other overload in one.</summary>
    /// <param name="environments">The same number of environments as in that training.</param>
    /// <inheritdoc
    /// cref="Resume(string, IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep the last one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current policy is returned.</param>
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
    /// Continues a training in an environment from its checkpoint, bit for bit as if it had not been interrupted, and
    /// returns the network itself.
    /// </summary>
    /// <inheritdoc
    /// cref="Resume(string, IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/*[self::remarks or self::exception]"/>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="environment">The environment to act in.</param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep the last one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
    /// <returns>The result, which the caller disposes.</returns>
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

    /// <summary>Continues a training in several environments, like the other overload in one.</summary>
    /// <param name="environments">The same number of environments as in that training.</param>
    /// <inheritdoc
    /// cref="ResumeTraining(string, IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="checkpoint">The file that <see cref="DqnOptions.CheckpointPath"/> named.</param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep the last one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current network is returned.</param>
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
