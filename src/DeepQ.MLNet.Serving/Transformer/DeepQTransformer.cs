using DeepQ.MLNet.Columns;
using DeepQ.MLNet.Saving;
using DeepQ.MLNet.Transformer;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>Adds to each row the value of every action and the greedy action, scored in batches.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item>
/// <term>State (input)</term>
/// <description>
/// a vector of <see cref="float"/>, dense or sparse, of known size; or the raw columns of a file with a featurizer and a
/// network
/// </description>
/// </item>
/// <item>
/// <term>ActionMask (input)</term>
/// <description>a vector of <see cref="bool"/>, one per action; only if the file requires masks</description>
/// </item>
/// <item>
/// <term>QValues (output)</term>
/// <description>a vector [1, actions] of <see cref="float"/> whose slot names are the action names</description>
/// </item>
/// <item>
/// <term>Action (output)</term>
/// <description>a vector [1] of <see cref="long"/>, counted from 0</description>
/// </item>
/// <item>
/// <term>Margin (output)</term>
/// <description>
/// a vector [1] of <see cref="float"/>, the margin of the action over the next one; only if the file has it
/// </description>
/// </item>
/// <item>
/// <term>Distribution (output)</term>
/// <description>
/// a vector [1, actions, n] of <see cref="float"/>, the distribution of each action's return; only if the file has it
/// </description>
/// </item>
/// <item>
/// <term>PredictedAction (output)</term>
/// <description>
/// a key, as ML.NET counts keys: action 0 is 1. Its key values are the names of the actions, or their numbers as text
/// if the file has no names, so that <c>MapKeyToValue</c> returns text.
/// </description>
/// </item>
/// </list>
/// <para>
/// All other columns pass through. Rows are read ahead, up to <see cref="ModelPolicy.MaxBatchSize"/>, and scored in one
/// run; nothing is scored when no output is read. Any number of threads and cursors may use one transformer.
/// </para>
/// <para>
/// A pipeline saved with <c>mlContext.Model.Save</c> contains stock transformers instead. It loads and returns the same
/// columns in a program without assemblies of this project, one row at a time.
/// <see cref="Load(IHostEnvironment, string, PolicyColumns?, PolicyOptions?)"/> restores the batched form and checks
/// the file; <c>mlContext.Model.Load</c> is ML.NET's and passes whatever it finds to the native runtime.
/// </para>
/// <para>
/// <c>mlContext.Model.ConvertToOnnx</c> silently leaves the policy out of its file, because ML.NET does not let other
/// transformers take part: use <c>mlContext.ReinforcementLearning.ExportToOnnx</c>.
/// </para>
/// </remarks>
public sealed class DeepQTransformer : ITransformer, IDisposable
{
    private readonly string? _temporaryFolder;
    private readonly SharedFeaturizer? _featurizer;
    private int _isDisposed;

    /// <summary>Creates a transformer for a policy.</summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="policy">The policy; the transformer disposes it.</param>
    /// <param name="columns">The columns to read and write; null for the default names.</param>
    /// <param name="featurizer">
    /// The transformer that makes the state from the columns of the data, disposed with this one; null if the data have
    /// states.
    /// </param>
    /// <exception cref="ArgumentException">Two columns have the same name.</exception>
    public DeepQTransformer(
        IHostEnvironment env, ModelPolicy policy, PolicyColumns? columns = null, ITransformer? featurizer = null)
        : this(env, policy, columns, featurizer is null ? null : new SharedFeaturizer(featurizer))
    {
    }

    private DeepQTransformer(
        IHostEnvironment env, ModelPolicy policy, PolicyColumns? columns, SharedFeaturizer? featurizer)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(policy);
        (Policy, Columns) = (policy, columns ?? new());
        Columns.CheckDistinct(policy.Signature);
        _featurizer = featurizer;
        _temporaryFolder = (env as MLContext)?.TempFilePath;
    }

    /// <summary>The policy that scores; disposed with the transformer.</summary>
    public ModelPolicy Policy { get; }

    /// <summary>The columns that are read and written.</summary>
    public PolicyColumns Columns { get; }

    /// <summary>
    /// The transformer that makes the state from other columns, before the policy; null if the data have states.
    /// </summary>
    public ITransformer? Featurizer => _featurizer?.Transformer;

    /// <summary>
    /// Whether rows are independent, so that a prediction engine can be created; true unless a custom featurizer
    /// reports otherwise.
    /// </summary>
    public bool IsRowToRowMapper => Featurizer?.IsRowToRowMapper ?? true;

    /// <summary>Loads a policy from an ONNX file, or from a pipeline that was saved with it.</summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="path">
    /// An ONNX file, or a zip written by <c>mlContext.Model.Save</c>: its last step that is a policy of this project, with the
    /// steps before it that make its state as <see cref="Featurizer"/>.
    /// </param>
    /// <param name="columns">The columns to read and write; null for the names of the model's tensors.</param>
    /// <param name="options">
    /// How to run the policy; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <returns>The batched form of the policy, which the caller disposes.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file does not contain a policy.</exception>
    /// <exception cref="ArgumentException">Two columns have the same name.</exception>
    /// <exception cref="InvalidOperationException">
    /// A requested GPU cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public static DeepQTransformer Load(
        IHostEnvironment env, string path, PolicyColumns? columns = null, PolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxLimits limits = options?.Limits ?? new();
        SavedPolicy saved = PolicyFile.Read(path, limits);
        DeepQTransformer policy = Load(env, saved.Model, columns, options);
        if (!saved.IsAfterOthers || policy.Policy.Signature.TakesColumns)
            return policy;
        try
        {
            MLContext context = env as MLContext ?? new MLContext();
            ITransformer? featurizer = SavedFeaturizer.Load(
                context, saved, PolicyColumns.Of(policy.Policy).State, limits);
            return new DeepQTransformer(env, policy.Policy, policy.Columns, featurizer);
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }

    /// <summary>Loads a policy from an ONNX model in memory.</summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="model">The bytes of the model; they are copied.</param>
    /// <param name="columns">The columns to read and write; null for the names of the model's tensors.</param>
    /// <param name="options">
    /// How to run the policy; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <param name="featurizer">
    /// The transformer that makes the state from the columns of the data, disposed with this one; null if the data have
    /// states.
    /// </param>
    /// <returns>The policy as a transformer, which the caller disposes.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model or not a policy.</exception>
    /// <exception cref="ArgumentException">Two columns have the same name.</exception>
    /// <exception cref="InvalidOperationException">
    /// A requested GPU cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public static DeepQTransformer Load(
        IHostEnvironment env,
        ReadOnlySpan<byte> model,
        PolicyColumns? columns = null,
        PolicyOptions? options = null,
        ITransformer? featurizer = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        ModelPolicy policy = PolicyContext.Options(env, options).Load(model);
        try
        {
            return new DeepQTransformer(env, policy, columns ?? PolicyColumns.Of(policy), featurizer);
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Loads another policy behind the same featurizer, which is disposed with the last transformer that uses it: this
    /// one may be disposed before.
    /// </summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="model">The bytes of the model; they are copied.</param>
    /// <param name="columns">The columns to read and write; null for those of this transformer.</param>
    /// <param name="options">
    /// How to run the policy; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <returns>The other policy as a transformer, which the caller disposes.</returns>
    /// <inheritdoc cref="Load(IHostEnvironment, ReadOnlySpan{byte}, PolicyColumns?, PolicyOptions?, ITransformer?)"
    /// path="/exception"/>
    /// <exception cref="ObjectDisposedException">This transformer, and with it its featurizer, is disposed.</exception>
    public DeepQTransformer With(
        IHostEnvironment env, ReadOnlySpan<byte> model, PolicyColumns? columns = null, PolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        ModelPolicy policy = PolicyContext.Options(env, options).Load(model);
        SharedFeaturizer? featurizer = null;
        try
        {
            featurizer = _featurizer?.Share();
            return new DeepQTransformer(env, policy, columns ?? Columns, featurizer);
        }
        catch
        {
            featurizer?.Release();
            policy.Dispose();
            throw;
        }
    }

    /// <summary>Returns the columns after this transformer.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <returns>The input's columns and the outputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that the policy reads is missing or does not fit.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return SchemaFor(Featurizer?.GetOutputSchema(inputSchema) ?? inputSchema).Output;
    }

    /// <summary>Returns a mapper of single rows, as used by a prediction engine.</summary>
    /// <param name="inputSchema">The columns before this transformer.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that the policy reads is missing or does not fit.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        IRowToRowMapper? before = Featurizer?.GetRowToRowMapper(inputSchema);
        return new PolicyRowMapper(SchemaFor(before?.OutputSchema ?? inputSchema), Policy, before);
    }

    /// <summary>
    /// Adds the outputs to a table. Rows are scored when they are read; a row that cannot be scored then causes an
    /// <see cref="InvalidOperationException"/> that names it.
    /// </summary>
    /// <param name="input">The table.</param>
    /// <returns>The table with its columns and the outputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that the policy reads is missing or does not fit.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        IDataView states = Featurizer?.Transform(input) ?? input;
        return new PolicyDataView(states, SchemaFor(states.Schema), Policy);
    }

    /// <summary>Disposes the policy, and the featurizer unless another transformer uses it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        Policy.Dispose();
        _featurizer?.Release();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => MlNetCompatibleModel.Save(ctx, Policy, Columns, Featurizer, _temporaryFolder);

    private PolicySchema SchemaFor(DataViewSchema input) => new(input, Policy, Columns);
}
