using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>
/// Trains a deep Q-network, by acting in an environment or from logged transitions, and gives a transformer that adds
/// the value of every action and the greedy action.
/// </summary>
/// <remarks>
/// <para>Input and output columns:</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type and use</description></listheader>
/// <item>
/// <term>State</term><description>vector of <see cref="float"/>, known size; read by Fit and Transform</description>
/// </item>
/// <item><term>Action</term><description>key, whole number from 0, or text; read by Fit</description></item>
/// <item><term>Reward</term><description><see cref="float"/>; read by Fit</description></item>
/// <item>
/// <term>NextState, or EpisodeId</term><description>vector of <see cref="float"/> like State, or what tells episodes
/// apart whose next row has the successor; read by Fit</description>
/// </item>
/// <item><term>Terminated</term><description><see cref="bool"/>; read by Fit</description></item>
/// <item>
/// <term>Truncated, ActionMask, NextActionMask, Propensity, Timestamp</term><description>read by Fit where they are
/// there; see <see cref="Options"/></description>
/// </item>
/// <item>
/// <term>QValues (output)</term>
/// <description>vector [1, actions] of <see cref="float"/>, the action names as slot names</description>
/// </item>
/// <item><term>Action (output)</term><description>vector [1] of <see cref="long"/>, counted from 0</description></item>
/// </list>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <listheader><term>Question</term><description>Answer</description></listheader>
/// <item><term>Machine learning task</term><description>reinforcement learning, discrete actions</description></item>
/// <item>
/// <term>Is normalization required?</term><description>advised: states of the order of 1 learn best</description>
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
/// Q_target(s', a'), and r alone where s' is terminal. Random numbers come from the seed of the
/// <see cref="MLContext"/>: a trainer made in the same place of a program with the same seed gives the same weights,
/// each time it is fitted.
/// </para>
/// </remarks>
public sealed partial class DeepQTrainer : IEstimator<DeepQTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly DqnTrainer _trainer;
    private readonly ulong _seed;

    /// <summary>Creates a trainer.</summary>
    /// <param name="env">The context, usually an <see cref="MLContext"/>.</param>
    /// <param name="options">The settings; do not change them afterwards.</param>
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
        _options = options;
        options.Validate();
        _host = env.Register(nameof(DeepQTrainer));
        DqnOptions watched = options.Copy();
        watched.Observers = [.. options.Observers, new WarningLog(_host)];
        _trainer = new DqnTrainer(watched);
        _seed = seed ?? (((ulong)_host.Rand.Next() << 31) | (uint)_host.Rand.Next());
    }

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
        using TrainingResult result = Train(input, featurizer, previous: null, progress: null, cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>Learns from logged data, beginning with the weights of an earlier training.</summary>
    /// <remarks>
    /// The data have the same states and actions, and the settings describe the same network. A transformer or an ONNX
    /// file carries no weights to go on from; a <see cref="TrainingResult"/> does.
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
        using TrainingResult result = Train(input, featurizer, previous, progress: null, cancellationToken);
        return ToTransformer(result, featurizer);
    }

    /// <summary>Learns by acting in an environment.</summary>
    /// <param name="environment">The environment to act in.</param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep
    /// the last.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the best policy so far is returned.</param>
    /// <returns>The learned policy; whoever called disposes it.</returns>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/exception"/>
    public DeepQTransformer Fit(
        IEnvironment environment,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using TrainingResult result = Train(environment, evaluationEnvironment, progress, cancellationToken);
        return ToTransformer(result);
    }

    /// <summary>Learns by acting in several environments at once.</summary>
    /// <param name="environments">
    /// The environments to act in; they draw from the generators that they were given.
    /// </param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep
    /// the last.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends training; the best policy so far is returned.</param>
    /// <returns>The learned policy; whoever called disposes it.</returns>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/exception"/>
    public DeepQTransformer Fit(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using TrainingResult result = Train(environments, evaluationEnvironment, progress, cancellationToken);
        return ToTransformer(result);
    }

    /// <summary>Reads a table as <see cref="Fit(IDataView)"/> does and says what it found, without learning.</summary>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    /// <param name="input">The table.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LoggedDataReport Inspect(IDataView input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _host.Start("Inspection");
        return Read(input, _options.Featurizer?.Fit(input), channel, cancellationToken).Report;
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
        return Train(input, _options.Featurizer?.Fit(input), previous, progress, cancellationToken);
    }

    /// <summary>Learns by acting in an environment and gives the network itself.</summary>
    /// <inheritdoc cref="Fit(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/param"/>
    /// <returns>The network and how it came about; whoever called disposes it.</returns>
    /// <exception cref="ArgumentException">
    /// A target return is set without an environment to evaluate in, or its spaces differ.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public TrainingResult Train(
        IEnvironment environment,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Xoshiro256 random = new(_seed);
        VectorEnvironment environments = new([environment], random.Fork());
        return Train(environments, evaluationEnvironment, random, progress, cancellationToken);
    }

    /// <summary>Learns by acting in several environments at once and gives the network itself.</summary>
    /// <inheritdoc cref="Fit(VectorEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/param"/>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/returns"/>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/exception"/>
    public TrainingResult Train(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return Train(environments, evaluationEnvironment, new Xoshiro256(_seed), progress, cancellationToken);
    }

    /// <summary>The columns after the transformer, from those before it.</summary>
    /// <param name="inputSchema">The columns that <see cref="Fit(IDataView)"/> will see.</param>
    /// <returns>The same columns and the two outputs.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or has the wrong type; the message names the column, what it is and what it must be.
    /// </exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        LoggedSchemaShape.Check(inputSchema, _options);
        SchemaShape states = _options.Featurizer?.GetOutputSchema(inputSchema) ?? inputSchema;
        return PolicyShape.After(states, _options.OutputColumns);
    }

    private LoggedData Read(
        IDataView input, ITransformer? featurizer, IChannel channel, CancellationToken cancellationToken) =>
        LoggedDataReader.Read(input, _options, featurizer, channel, cancellationToken);

    private TrainingResult Train(
        IDataView input,
        ITransformer? featurizer,
        TrainingResult? previous,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        using IChannel channel = _host.Start("Training");
        LoggedData data = Read(input, featurizer, channel, cancellationToken);
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
        TrainingResult result = _trainer.Train(
            data, previous?.Network, new Xoshiro256(_seed), new TrainingLog(channel, progress), cancellationToken);
        result.Data = data.Report;
        TrainingLog.Close(channel, result);
        return result;
    }

    private TrainingResult Train(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        using IChannel channel = _host.Start("Training");
        channel.Info(
            MessageSensitivity.None,
            "Learning in {0} × {1} for at most {2} steps.",
            environments.Count,
            environments.Environments[0].Name,
            _options.Steps);
        TrainingResult result = _trainer.Train(
            environments, evaluationEnvironment, random, new TrainingLog(channel, progress), cancellationToken);
        TrainingLog.Close(channel, result);
        return result;
    }

    private DeepQTransformer ToTransformer(TrainingResult result, ITransformer? featurizer = null)
    {
        OnnxPolicy policy = TrainedPolicy.Open(
            result, _options.StateColumnName, PolicyContext.Options(_environment, _options.Serving));
        return new DeepQTransformer(_environment, policy, _options.OutputColumns, featurizer);
    }
}
