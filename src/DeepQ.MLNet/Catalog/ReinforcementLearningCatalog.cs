using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Onnx;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>Trainers and policies of reinforcement learning; found at <c>mlContext.ReinforcementLearning</c>.</summary>
public sealed partial class ReinforcementLearningCatalog
{
    private readonly MLContext _context;

    internal ReinforcementLearningCatalog(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        Trainers = new ReinforcementLearningTrainers(context);
    }

    /// <summary>The trainers.</summary>
    public ReinforcementLearningTrainers Trainers { get; }

    /// <summary>
    /// Loads a policy for batched scoring from an ONNX file, or from a pipeline that <c>mlContext.Model.Save</c> wrote.
    /// </summary>
    /// <param name="path">The file, ONNX or zip.</param>
    /// <param name="columns">
    /// The columns to read and write; null for the names that the model gives its tensors.
    /// </param>
    /// <param name="options">
    /// How to run it; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <returns>The policy as a transformer; whoever called disposes it.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file holds no policy.</exception>
    /// <exception cref="InvalidOperationException">
    /// A GPU was asked for that cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public DeepQTransformer LoadPolicy(string path, PolicyColumns? columns = null, OnnxPolicyOptions? options = null) =>
        DeepQTransformer.Load(_context, path, columns, options);

    /// <summary>
    /// Writes a trained network as an ONNX file. The file is run in ONNX Runtime and compared with the network at batch
    /// sizes 1, 3 and 64 before it is left on disk.
    /// </summary>
    /// <param name="training">The trained network.</param>
    /// <param name="path">Where the file is to be; its folder exists.</param>
    /// <param name="observationName">The name of the observation, which becomes the name of the input column.</param>
    /// <returns>The figures of the comparison.</returns>
    /// <exception cref="PolicyVerificationException">The file and the network differ; no file is left.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The network is a module that says nothing of its layers.</exception>
    public VerificationReport ExportToOnnx(TrainingResult training, string path, string observationName = "State")
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] model = PolicyExport.ToOnnx(training.Network, training.Describe(observationName));
        VerificationReport report = VerifiedFile.Write(path, model, bytes => TrainedPolicy.Verify(bytes, training));
        using IChannel channel = ((IHostEnvironment)_context).Start(nameof(ExportToOnnx));
        channel.Info(MessageSensitivity.None, "Wrote '{0}': {1}.", path, report);
        return report;
    }

    /// <summary>
    /// Writes a fitted policy as one ONNX file with all that makes its state: raw columns in, Q-values and action out.
    /// The file is run in ONNX Runtime and compared with the model, row by row, before it is left on disk.
    /// </summary>
    /// <remarks>
    /// Inputs have the names of the raw columns that the state is made of, [rows, 1] or [rows, slots]; outputs those of
    /// <see cref="DeepQTransformer.Columns"/>. Transforms that the state does not depend on are left out.
    /// </remarks>
    /// <param name="model">A policy, or a pipeline that ends in one.</param>
    /// <param name="data">Rows that the model takes; as many as are asked for are compared.</param>
    /// <param name="path">Where the file is to be; its folder exists.</param>
    /// <param name="rows">The number of rows to compare on, at most.</param>
    /// <returns>The figures of the comparison.</returns>
    /// <exception cref="ArgumentException">The model does not end in a policy, or there are no rows.</exception>
    /// <exception cref="NotSupportedException">A transform has no ONNX form; the message names it.</exception>
    /// <exception cref="PolicyVerificationException">The file and the model differ; no file is left.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public VerificationReport ExportToOnnx(ITransformer model, IDataView data, string path, int rows = 1000)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        byte[] bytes = PipelineOnnx.Write(_context, model, data.Schema);
        PolicyColumns columns = ((DeepQTransformer)PipelineStep.Flatten(model).Last()).Columns;
        PipelineComparison comparison = new(_context, model, data, (columns.QValues, columns.Action), rows);
        VerificationReport report = VerifiedFile.Write(path, bytes, comparison.Run);
        using IChannel channel = ((IHostEnvironment)_context).Start(nameof(ExportToOnnx));
        channel.Info(MessageSensitivity.None, "Wrote '{0}': {1}.", path, report);
        return report;
    }

    /// <summary>
    /// Estimates what a policy is worth from data that another one logged, without letting it act; see
    /// <see cref="OffPolicyOptions"/> for what can be set.
    /// </summary>
    /// <param name="data">
    /// The table, as a trainer takes it. Values need its column of episodes; its column of propensities makes them
    /// better.
    /// </param>
    /// <param name="model">The policy.</param>
    /// <param name="columns">
    /// The columns of the table, as those of the trainer; null for the default ones and the state column of the model.
    /// </param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>Estimates with intervals, and warnings of those that should not be trusted.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or has the wrong type, a value cannot be used, the policy has other states or actions, or a
    /// setting is out of range; the message says which.
    /// </exception>
    /// <exception cref="TrainingDivergedException">A fit diverged.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public PolicyMetrics Evaluate(
        IDataView data,
        DeepQTransformer model,
        DeepQTrainer.Options? columns = null,
        OffPolicyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        options.Validate();
        IHost host = ((IHostEnvironment)_context).Register(nameof(Evaluate));
        using IChannel channel = host.Start(nameof(Evaluate));
        return ModelEvaluation.Run(
            data, model, columns ?? new(), options, Generator(host, options), channel, cancellationToken);
    }

    /// <summary>
    /// As the other form, for a pipeline: the steps before the policy make the table that it is judged on.
    /// </summary>
    /// <inheritdoc cref="Evaluate(IDataView, DeepQTransformer, DeepQTrainer.Options?, OffPolicyOptions?, CancellationToken)"/>
    public PolicyMetrics Evaluate(
        IDataView data,
        TransformerChain<DeepQTransformer> model,
        DeepQTrainer.Options? columns = null,
        OffPolicyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        IDataView prepared = model.SkipLast(1).Aggregate(data, (table, step) => step.Transform(table));
        return Evaluate(prepared, model.LastTransformer, columns, options, cancellationToken);
    }

    /// <summary>
    /// Learns as often as there are folds, each time from the episodes of all others, and judges the policy by its own.
    /// </summary>
    /// <param name="data">The table; it has a column of episodes.</param>
    /// <param name="trainer">
    /// The trainer. A featurizer is fitted for each fold, to the episodes that are learned from.
    /// </param>
    /// <param name="folds">The number of folds, at least 2.</param>
    /// <param name="options">The settings of the estimates; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The estimates of each fold.</returns>
    /// <inheritdoc cref="Evaluate(IDataView, DeepQTransformer, DeepQTrainer.Options?, OffPolicyOptions?, CancellationToken)" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is less than 2.</exception>
    public IReadOnlyList<PolicyMetrics> CrossValidate(
        IDataView data,
        DeepQTrainer trainer,
        int folds = 5,
        OffPolicyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        options ??= new();
        options.Validate();
        IHost host = ((IHostEnvironment)_context).Register(nameof(CrossValidate));
        return trainer.CrossValidate(data, folds, options, Generator(host, options), cancellationToken);
    }

    private static Xoshiro256 Generator(IHost host, OffPolicyOptions options) =>
        new(options.Seed ?? (uint)host.Rand.Next());
}
