using DeepQ.Learning;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Export;
using DeepQ.MLNet.Trainer;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>
/// Trains a deep Q-network, by acting in an environment or from logged transitions, and returns a transformer that adds
/// the value of every action and the greedy action.
/// </summary>
/// <remarks>
/// <para>Input and output columns:</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type and use</description></listheader>
/// <item>
/// <term>State</term><description>vector of <see cref="float"/>, known size; read by Fit and Transform</description>
/// </item>
/// <item><term>Action</term><description>key, integer from 0, or text; read by Fit</description></item>
/// <item><term>Reward</term><description>number of any type; read by Fit</description></item>
/// <item>
/// <term>NextState, or EpisodeId</term><description>vector of <see cref="float"/> like State, or the episode id if
/// the next row has the next state; read by Fit</description>
/// </item>
/// <item><term>Terminated</term><description><see cref="bool"/>; read by Fit</description></item>
/// <item>
/// <term>Truncated, ActionMask, NextActionMask, Propensity, Timestamp</term><description>read by Fit if
/// present; see <see cref="Options"/></description>
/// </item>
/// <item>
/// <term>QValues (output)</term>
/// <description>vector [1, actions] of <see cref="float"/>, the action names as slot names</description>
/// </item>
/// <item><term>Action (output)</term><description>vector [1] of <see cref="long"/>, counted from 0</description></item>
/// <item>
/// <term>PredictedAction (output)</term>
/// <description>key, counted from 1, the action names as key values: <c>MapKeyToValue</c> converts it to text</description>
/// </item>
/// </list>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <listheader><term>Question</term><description>Answer</description></listheader>
/// <item><term>Machine learning task</term><description>reinforcement learning, discrete actions</description></item>
/// <item>
/// <term>Is normalization required?</term><description>recommended: states of the order of 1 learn best</description>
/// </item>
/// <item><term>Is caching required?</term><description>no: the table is read once</description></item>
/// <item>
/// <term>Required NuGet in addition to Microsoft.ML</term><description>TorchSharp-cpu or a CUDA form,
/// Microsoft.ML.OnnxRuntime or its Gpu form</description>
/// </item>
/// <item><term>Exportable to ONNX</term><description>yes</description></item>
/// </list>
/// <para>
/// Training algorithm details: Q-learning with a neural network, a target network and experience replay, after Mnih et
/// al.: Human-level control through deep reinforcement learning (2015). The target of Q(s, a) is r + γ max_a'
/// Q_target(s', a'), and r alone if s' is terminal. Random numbers come from the seed of the
/// <see cref="MLContext"/>: a trainer created at the same place of a program with the same seed gives the same weights
/// each time it is fitted.
/// </para>
/// </remarks>
public sealed partial class DeepQTrainer : IEstimator<DeepQTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly DqnTrainer _trainer;
    // The same trainer for a network that will be exported.
    private readonly DqnTrainer _exportedTrainer;
    private readonly ulong _seed;

    /// <summary>Creates a trainer.</summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="options">The settings, which are copied, so that later changes have no effect.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer(IHostEnvironment env, Options options)
        : this(env, options, seed: null)
    {
    }

    internal DeepQTrainer(IHostEnvironment env, Options options, ulong? seed)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(options);
        _environment = env;
        options.Validate();
        _options = (Options)options.Copy();
        _host = env.Register(nameof(DeepQTrainer));
        _trainer = NewTrainer(isExported: false);
        _exportedTrainer = NewTrainer(isExported: true);
        _seed = seed ?? (((ulong)_host.Rand.Next() << 31) | (uint)_host.Rand.Next());
    }

    /// <summary>Returns the columns after the transformer, from those before it.</summary>
    /// <param name="inputSchema">The columns before the transformer.</param>
    /// <returns>The same columns and the outputs.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or has the wrong type; the message names the column, its type and the required one.
    /// </exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape states = _options.Featurizer?.GetOutputSchema(inputSchema) ?? inputSchema;
        LoggedSchemaShape.Check(inputSchema, states, _options.ColumnNames);
        return _options.OutputColumns.GetOutputSchema(states, _options.Outputs);
    }

    // A missing GPU, a missing native library or impossible outputs are reported before anything is learned.
    private void RequireServing()
    {
        byte[] probe = PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, 1 }, new float[] { 0, 0 })],
            new PolicyMetadata { ObservationShape = [1], ActionNames = ["0", "1"], Gamma = 1, Algorithm = "probe" },
            (_options.Outputs ?? new()) with { Distribution = false, Uncertainty = false });
        DeepQTransformer.Load(_environment, probe, _options.OutputColumns, Serving()).Dispose();
    }

    // Takes ownership of the result: it is disposed, or passed on in the exception.
    private DeepQTransformer ToTransformer(
        TrainingResult result,
        ITransformer? featurizer = null,
        DeepQTransformer? previous = null,
        LoggedColumnNames? columns = null)
    {
        columns ??= _options.ColumnNames;
        DeepQTransformer transformer;
        try
        {
            byte[] model = TrainedPolicy.ToOnnx(result, columns, _options.Outputs);
            transformer = previous is null
                ? DeepQTransformer.Load(_environment, model, _options.OutputColumns, Serving(), featurizer)
                : previous.With(_environment, model, _options.OutputColumns with { State = columns.State }, Serving());
        }
        catch (Exception cause)
        {
            throw new TrainedPolicyException(result, featurizer, cause);
        }

        result.Dispose();
        return transformer;
    }

    // A custom network may have any size.
    private PolicyOptions Serving()
    {
        PolicyOptions options = _options.Serving ?? (_environment is MLContext context
            ? new OnnxPolicyOptions { GpuDeviceId = context.GpuDeviceId, FallbackToCpu = context.FallbackToCpu }
            : new OnnxPolicyOptions());
        return options with { Limits = OnnxLimits.None };
    }
}
