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
/// a vector of <see cref="float"/>, dense or sparse, of known size; or the raw columns that a featurizer and a network in one
/// file name
/// </description>
/// </item>
/// <item>
/// <term>ActionMask (input)</term>
/// <description>a vector of <see cref="bool"/>, one an action; only where the file requires masks</description>
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
/// a vector [1] of <see cref="float"/>, how much better the action is than the next; only where the file has it
/// </description>
/// </item>
/// <item>
/// <term>Distribution (output)</term>
/// <description>
/// a vector [1, actions, n] of <see cref="float"/>, the distribution of each action's return; only where the file has it
/// </description>
/// </item>
/// <item>
/// <term>PredictedAction (output)</term>
/// <description>
/// a key, as ML.NET counts keys: action 0 is 1. Its key values are the names of the actions, or their numbers as text where
/// the file has no names, so that <c>MapKeyToValue</c> makes text of it.
/// </description>
/// </item>
/// </list>
/// <para>
/// All other columns pass through. Rows are read ahead, up to <see cref="ModelPolicy.MaxBatchSize"/>, and scored in one
/// run; nothing is scored when no output is read. Any number of threads and cursors may use one transformer.
/// </para>
/// <para>
/// A pipeline saved with <c>mlContext.Model.Save</c> holds stock transformers instead: it loads and gives the same columns
/// in a program that has no assembly of this project, a row at a time.
/// <see cref="Load(IHostEnvironment, string, PolicyColumns?, PolicyOptions?)"/> gives the batched form back,
/// and checks the file: <c>mlContext.Model.Load</c> is ML.NET's, which hands what it finds to the native runtime.
/// </para>
/// <para>
/// <c>mlContext.Model.ConvertToOnnx</c> leaves the policy out of its file without a word, as ML.NET gives no other transformer
/// a part in it: use <c>mlContext.ReinforcementLearning.ExportToOnnx</c>.
/// </para>
/// </remarks>
public sealed class DeepQTransformer : ITransformer, IDisposable
{
    private readonly string? _temporaryFolder;
    private readonly SharedFeaturizer? _featurizer;
    private int _isDisposed;

    /// <summary>Creates a transformer over a policy.</summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="policy">The policy; the transformer disposes it.</param>
    /// <param name="columns">The columns to read and write; null for the default names.</param>
    /// <param name="featurizer">
    /// What makes the state of the columns of the data, disposed with the transformer; null where the data have states.
    /// </param>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
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

    /// <summary>What makes the state of other columns, before the policy; null where the data have states.</summary>
    public ITransformer? Featurizer => _featurizer?.Transformer;

    /// <summary>
    /// Whether a row depends on no other, so that a prediction engine can be made; true unless a featurizer of one's
    /// own says otherwise.
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
    /// <returns>The batched form of the policy; whoever called disposes it.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file holds no policy.</exception>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    /// <exception cref="InvalidOperationException">
    /// A GPU was asked for that cannot be used, or the application has no native ONNX Runtime.
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
    /// What makes the state of the columns of the data, disposed with the transformer; null where the data have states.
    /// </param>
    /// <returns>The policy as a transformer; whoever called disposes it.</returns>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model, or one that is no policy.</exception>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    /// <exception cref="InvalidOperationException">
    /// A GPU was asked for that cannot be used, or the application has no native ONNX Runtime.
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
    /// Loads another policy behind the same featurizer, which is disposed with the last transformer that has it: this one
    /// may be disposed before.
    /// </summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="model">The bytes of the model; they are copied.</param>
    /// <param name="columns">The columns to read and write; null for those of this transformer.</param>
    /// <param name="options">
    /// How to run the policy; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <returns>The other policy as a transformer; whoever called disposes it.</returns>
    /// <inheritdoc cref="Load(IHostEnvironment, ReadOnlySpan{byte}, PolicyColumns?, PolicyOptions?, ITransformer?)"
    /// path="/exception"/>
    /// <exception cref="ObjectDisposedException">This transformer, and so its featurizer, is disposed.</exception>
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

    /// <summary>The columns after this transformer.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <returns>The input's columns and the outputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that the policy reads is missing or does not fit.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return SchemaFor(Featurizer?.GetOutputSchema(inputSchema) ?? inputSchema).Output;
    }

    /// <summary>A mapper of single rows, as a prediction engine uses it.</summary>
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
    /// Adds the outputs to a table; rows are scored when they are read, and a row that cannot be is an
    /// <see cref="InvalidOperationException"/> then, which names it.
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

    /// <summary>Frees the policy, and the featurizer unless another transformer has it too.</summary>
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
