using System.Security.Cryptography;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving;

/// <summary>A greedy policy loaded from an ONNX model: states in, Q-values and actions out.</summary>
/// <remarks>
/// <para>
/// The model has one input, float [batch, ...], and the outputs Q-values, float [batch, actions], and action, int64
/// [batch]. States are row-major: state i starts at i × <see cref="ObservationSize"/>. A model with one input per
/// column, such as a featurizer and a network in one file, takes <see cref="PolicyRows"/>.
/// </para>
/// <para>
/// Thread-safe: any number of threads may call one policy at once, and each runs separately. Once the memory for a
/// batch size exists, a call allocates nothing.
/// </para>
/// <para>A derived class is a runtime: it creates lanes, which compute the outputs of the model for checked inputs.</para>
/// </remarks>
public abstract partial class ModelPolicy : IPolicy, IDisposable
{
    private readonly PolicyModel _model;
    private readonly Stack<PolicyLane> _idle = new();
    private int _running;
    private bool _disposed;

    /// <summary>Reads and checks a model.</summary>
    /// <param name="model">The bytes of an .onnx file; they are copied.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="PolicyFormatException">
    /// The bytes are not an ONNX model, not a policy, or are refused by the profile or the limits of the options.
    /// </exception>
    protected ModelPolicy(ReadOnlySpan<byte> model, PolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _model = PolicyModel.Read(model, options.Profile, options.Limits, options.MaxBatchSize);
        Version = Convert.ToHexStringLower(SHA256.HashData(model));
        ActionNames = _model.ActionNames;
    }

    /// <inheritdoc/>
    public PolicyMetadata? Metadata => _model.Metadata;

    /// <inheritdoc/>
    public int ObservationSize => Signature.ObservationSize;

    /// <inheritdoc/>
    public IReadOnlyList<PolicyInput> Inputs => Signature.Inputs;

    /// <inheritdoc/>
    public int ActionCount => Signature.ActionCount;

    /// <inheritdoc/>
    public IReadOnlyList<string> ActionNames { get; }

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>The execution provider in use, by its name in ONNX Runtime; <c>Managed</c> for managed code.</summary>
    public abstract string ExecutionProvider { get; }

    /// <summary>The options of the policy.</summary>
    public PolicyOptions Options { get; }

    /// <summary>The operators that the model was allowed to use.</summary>
    public OnnxProfile Profile => _model.Profile;

    /// <summary>The greatest number of states in one run.</summary>
    public int MaxBatchSize => Options.MaxBatchSize;

    /// <summary>
    /// The model as it runs: the parsed content of the file, written again, with an action output added if it had none.
    /// </summary>
    public ReadOnlyMemory<byte> Model => _model.Model.Bytes;

    /// <summary>The model's inputs and outputs.</summary>
    public PolicySignature Signature => _model.Signature;

    /// <summary>The model, for a runtime.</summary>
    protected CheckedModel CheckedModel => _model.Model;

    /// <summary>The number of states of the next run in a long batch.</summary>
    protected virtual int RunLength => MaxBatchSize;

    /// <inheritdoc/>
    public int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal = default)
    {
        PolicyArguments.CheckState(state.Length, ObservationSize);
        int action = 0;
        Act(state, new Span<int>(ref action), legal);
        return action;
    }

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> states, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        int rows = PolicyArguments.CountRows(states, ObservationSize);
        PolicyArguments.CheckRoom(actions.Length, rows, nameof(actions));
        Run(states, rows, new PolicyOutputs { Actions = actions }, legal);
    }

    /// <inheritdoc/>
    public void QValues(ReadOnlySpan<float> states, Span<float> qValues)
    {
        int rows = PolicyArguments.CountRows(states, ObservationSize);
        PolicyArguments.CheckRoom(qValues.Length, (long)rows * ActionCount, nameof(qValues));
        Run(states, rows, new PolicyOutputs { QValues = qValues }, []);
    }

    /// <inheritdoc/>
    public void Evaluate(
        ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        int rows = PolicyArguments.CountRows(states, ObservationSize);
        PolicyArguments.CheckRoom(qValues.Length, (long)rows * ActionCount, nameof(qValues));
        PolicyArguments.CheckRoom(actions.Length, rows, nameof(actions));
        Run(states, rows, new PolicyOutputs { QValues = qValues, Actions = actions }, legal);
    }

    /// <inheritdoc/>
    public int Act(PolicyRows row, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        int action = 0;
        PolicyArguments.RequireOne(row);
        Run(row, new PolicyOutputs { Actions = new Span<int>(ref action) }, legal);
        return action;
    }

    /// <inheritdoc/>
    public void Evaluate(PolicyRows rows, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        PolicyArguments.CheckRoom(qValues.Length, (long)rows.Count * ActionCount, nameof(qValues));
        PolicyArguments.CheckRoom(actions.Length, rows.Count, nameof(actions));
        Run(rows, new PolicyOutputs { QValues = qValues, Actions = actions }, legal);
    }

    /// <summary>Computes all outputs of the policy for several states.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="legal">
    /// True for each legal action, row-major: <see cref="ActionCount"/> for each state; empty if all are legal.
    /// </param>
    /// <returns>Q-values and actions, and margins and distributions if the file has them.</returns>
    /// <inheritdoc cref="IPolicy.Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    public PolicyScores Evaluate(ReadOnlySpan<float> states, ReadOnlySpan<bool> legal = default)
    {
        PolicyScores scores = new(this, PolicyArguments.CountRows(states, ObservationSize));
        Evaluate(states, scores, legal);
        return scores;
    }

    /// <summary>Writes all outputs of the policy for several states to reusable scores.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="scores">Receives the outputs.</param>
    /// <param name="legal">
    /// True for each legal action, row-major: <see cref="ActionCount"/> for each state; empty if all are legal.
    /// </param>
    /// <inheritdoc cref="IPolicy.Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    public void Evaluate(ReadOnlySpan<float> states, PolicyScores scores, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int rows = PolicyArguments.CountRows(states, ObservationSize);
        Run(states, rows, scores.Take(rows, Signature), legal);
    }

    /// <summary>Writes all outputs of the policy for several rows to reusable scores.</summary>
    /// <param name="rows">The rows, made for a policy with these <see cref="Inputs"/>.</param>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, PolicyScores, ReadOnlySpan{bool})"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="scores">Receives the outputs.</param>
    /// <param name="legal">True for each legal action, row-major: <see cref="ActionCount"/> for each state; empty if all are legal.</param>
    public void Evaluate(PolicyRows rows, PolicyScores scores, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(scores);
        Run(rows, scores.Take(rows.Count, Signature), legal);
    }

    /// <summary>Scores a state of zeros, or a row of zeros and empty text, as a test.</summary>
    /// <exception cref="UnscorableStateException">A Q-value is not finite in the state.</exception>
    public void Probe()
    {
        float[] qValues = new float[ActionCount];
        if (!Signature.TakesColumns)
        {
            QValues(new float[ObservationSize], qValues);
            return;
        }

        try
        {
            Run(PolicyRows.Empty(Inputs, 1), new PolicyOutputs { QValues = qValues }, []);
        }
        catch (UnscorableStateException)
        {
            // It is unknown whether there can be such a row.
        }
    }

    /// <summary>Frees the resources once the last running call has ended.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates memory for one more concurrent run.</summary>
    protected abstract PolicyLane NewLane();

    /// <summary>Frees what all lanes share; called once, after the last of them.</summary>
    protected abstract void Free();

    /// <summary>Runs states in a lane.</summary>
    /// <param name="lane">A lane that no other call uses.</param>
    /// <param name="states">Finite values, row-major.</param>
    /// <param name="all">Whether margins and distributions are also needed.</param>
    /// <exception cref="PolicyFormatException">The runtime cannot run the model.</exception>
    protected virtual void Run(PolicyLane lane, ReadOnlySpan<float> states, bool all)
    {
        ArgumentNullException.ThrowIfNull(lane);
        lane.Run(states, all);
    }

    /// <summary>Runs rows in a lane.</summary>
    /// <param name="lane">A lane that no other call uses.</param>
    /// <param name="rows">The rows of the call.</param>
    /// <param name="first">The first row to run.</param>
    /// <param name="count">The number of rows to run.</param>
    /// <param name="all">Whether margins and distributions are also needed.</param>
    /// <exception cref="PolicyFormatException">The runtime cannot run the model.</exception>
    protected virtual void Run(PolicyLane lane, PolicyRows rows, int first, int count, bool all)
    {
        ArgumentNullException.ThrowIfNull(lane);
        lane.Run(rows, first, count, all);
    }

    /// <summary>Runs states of zeros, or rows of zeros and empty text, and ignores the values.</summary>
    /// <param name="lane">A lane that no other call uses.</param>
    /// <param name="count">The number of states or rows.</param>
    /// <exception cref="PolicyFormatException">The model chooses an action that does not exist.</exception>
    protected void Try(PolicyLane lane, int count)
    {
        ArgumentNullException.ThrowIfNull(lane);
        if (Signature.TakesColumns)
            lane.Run(PolicyRows.Empty(Inputs, count), 0, count, all: false);
        else
            lane.Run(new float[count * ObservationSize], all: false);
        PolicyAnswers.Choose(lane.QValues, lane.Actions, [], [], ActionCount, new int[count], []);
    }

    /// <summary>Keeps a lane for later calls.</summary>
    /// <param name="lane">A lane that no other call uses.</param>
    protected void Keep(PolicyLane lane)
    {
        lock (_idle)
            _idle.Push(lane);
    }

    /// <exception cref="ObjectDisposedException">The policy was disposed.</exception>
    protected void RequireLife()
    {
        lock (_idle)
            ThrowIfDisposed();
    }

    /// <summary>Frees the resources once the last running call has ended.</summary>
    /// <param name="disposing">True if disposed, false if finalized.</param>
    protected virtual void Dispose(bool disposing)
    {
        lock (_idle)
        {
            if (_disposed)
                return;
            _disposed = true;
            FreeIfUnused();
        }
    }

    private void Run(ReadOnlySpan<float> states, int rows, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        PolicyArguments.CheckFinite(states, ObservationSize);
        Check(rows, outputs, legal);
        new Batch(this, states, null, rows, outputs, legal).Run();
    }

    private void Run(PolicyRows rows, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        rows.RequireFit(this);
        if (!Signature.TakesColumns)
        {
            Run(rows.States(), rows.Count, outputs, legal);
            return;
        }

        Check(rows.Count, outputs, legal);
        new Batch(this, [], rows, rows.Count, outputs, legal).Run();
    }

    private void Check(int rows, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        PolicyArguments.RequireMask(Signature.IsMaskRequired && !outputs.Actions.IsEmpty, legal);
        PolicyArguments.CheckLegal(legal, rows, ActionCount);
    }

    private void Answer(PolicyLane lane, int first, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        ReadOnlySpan<float> qValues = lane.QValues;
        PolicyAnswers.CheckFinite(qValues, ActionCount, first);
        if (!outputs.QValues.IsEmpty)
            qValues.CopyTo(outputs.QValues);
        if (!outputs.Distributions.IsEmpty)
            lane.Distributions.CopyTo(outputs.Distributions);
        if (!outputs.Uncertainties.IsEmpty)
            lane.Uncertainties.CopyTo(outputs.Uncertainties);
        PolicyAnswers.Choose(
            qValues,
            lane.Actions,
            outputs.Margins.IsEmpty ? [] : lane.Margins,
            legal,
            ActionCount,
            outputs.Actions,
            outputs.Margins);
    }

    private void ThrowIfDisposed()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(
                GetType().Name,
                "The policy was disposed. In ML.NET a PredictionEngine disposes the model that it was created from: create it with "
                + "new PredictionEngineOptions { OwnsTransformer = false } if the model is used afterwards.");
        }
    }

    // A call counts as running from here on, whatever it rents meanwhile.
    private void Enter()
    {
        lock (_idle)
        {
            ThrowIfDisposed();
            _running++;
        }
    }

    private void Leave()
    {
        lock (_idle)
        {
            _running--;
            FreeIfUnused();
        }
    }

    private PolicyLane Rent()
    {
        lock (_idle)
            return _idle.Count > 0 ? _idle.Pop() : NewLane();
    }

    private void Return(PolicyLane lane)
    {
        lock (_idle)
            _idle.Push(lane);
    }

    private void FreeIfUnused()
    {
        if (!_disposed || _running > 0)
            return;

        while (_idle.TryPop(out PolicyLane? lane))
            lane.Dispose();
        Free();
    }
}
