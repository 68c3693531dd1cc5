using System.Diagnostics;
using System.Security.Cryptography;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Placement;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving;

/// <summary>A greedy policy loaded from an ONNX model: states in, Q-values and actions out.</summary>
/// <remarks>
/// <para>
/// The model has one input, float [batch, ...], and the outputs Q-values, float [batch, actions], and action,
/// int64 [batch]. States are row-major: state i starts at i × <see cref="ObservationSize"/>. A model with an input for each
/// column, such as a featurizer and a network in one file, takes <see cref="PolicyRows"/>.
/// </para>
/// <para>
/// Thread safe: any number of threads may call one policy at once, each runs on its own. Once the memory for a batch
/// size is there, a call allocates nothing.
/// </para>
/// </remarks>
public sealed class OnnxPolicy : IPolicy, IDisposable
{
    private readonly PolicyModel _model;
    private readonly PolicySession _session;
    private readonly OnnxPolicyOptions _options;
    private readonly BatchSizeTuner? _runLength;
    private readonly Stack<InferenceSlot> _idle = new();
    private int _running;
    private bool _disposed;

    private OnnxPolicy(ReadOnlySpan<byte> bytes, OnnxPolicyOptions options)
    {
        (_model, _options) = (PolicyModel.Read(bytes, options), options);
        Version = Convert.ToHexStringLower(SHA256.HashData(bytes));
        ActionNames = _model.ActionNames;
        (_session, InferenceSlot? lane) = PolicyRuntime.Open(_model, options);
        if (lane is not null)
            _idle.Push(lane);
        if (options.AdaptBatchSize ?? _session.GpuDeviceId is not null)
            _runLength = new BatchSizeTuner(options.MaxBatchSize);
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

    /// <summary>What the policy really runs on: <c>CPUExecutionProvider</c> or <c>CUDAExecutionProvider</c>.</summary>
    /// <remarks>A GPU may leave some operations to the CPU: <see cref="FindPlacement"/> tells them.</remarks>
    public string ExecutionProvider => _session.Provider;

    /// <summary>The most states that are scored in one run.</summary>
    public int MaxBatchSize => _options.MaxBatchSize;

    /// <summary>
    /// The states that are scored in one run of a long batch: <see cref="MaxBatchSize"/>, or the length that was found to
    /// be faster where <see cref="OnnxPolicyOptions.AdaptBatchSize"/> holds.
    /// </summary>
    public int BatchSize => _runLength?.Current ?? MaxBatchSize;

    /// <summary>
    /// The model as it is run: what was understood of the file, written anew, with an action output added where it had none.
    /// </summary>
    public ReadOnlyMemory<byte> Model => _model.Model.Bytes;

    /// <summary>The model's inputs and outputs.</summary>
    public PolicySignature Signature => _model.Signature;

    internal OnnxProfile Profile => _model.Profile;

    internal OnnxPolicyOptions Options => _options;

    /// <summary>Loads a policy from an ONNX file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <returns>The policy; whoever called disposes it.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="Load(ReadOnlySpan{byte}, OnnxPolicyOptions?)" path="/exception"/>
    public static OnnxPolicy Load(string path, OnnxPolicyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        return new(OnnxFile.ReadBytes(path, options.Limits.FileBytes), options);
    }

    /// <summary>Loads a policy from an ONNX model in memory.</summary>
    /// <param name="model">The bytes of the model; they are copied.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <returns>The policy; whoever called disposes it.</returns>
    /// <exception cref="PolicyFormatException">
    /// The bytes are no ONNX model, one that is no policy, or one that the profile or the limits of the options refuse.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A GPU was asked for that cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public static OnnxPolicy Load(ReadOnlySpan<byte> model, OnnxPolicyOptions? options = null) =>
        new(model, options ?? new());

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
        PolicyArguments.CheckRoom(1, row.Count, nameof(row));
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

    /// <summary>Gives all that the policy can give for some states.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="legal">
    /// True for each action that may be chosen, row-major: <see cref="ActionCount"/> for each state; empty when all may.
    /// </param>
    /// <returns>Q-values and actions, and margins and distributions where the file has them.</returns>
    /// <inheritdoc cref="IPolicy.Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    public PolicyScores Evaluate(ReadOnlySpan<float> states, ReadOnlySpan<bool> legal = default)
    {
        PolicyScores scores = new(this, PolicyArguments.CountRows(states, ObservationSize));
        Evaluate(states, scores, legal);
        return scores;
    }

    /// <summary>Writes all that the policy can give for some states where there is room for it.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="scores">Receives them.</param>
    /// <param name="legal">
    /// True for each action that may be chosen, row-major: <see cref="ActionCount"/> for each state; empty when all may.
    /// </param>
    /// <inheritdoc cref="IPolicy.Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    public void Evaluate(ReadOnlySpan<float> states, PolicyScores scores, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int rows = PolicyArguments.CountRows(states, ObservationSize);
        Run(states, rows, scores.Take(rows, Signature), legal);
    }

    /// <summary>Writes all that the policy can give for some rows where there is room for it.</summary>
    /// <param name="rows">The rows, made for a policy with these <see cref="Inputs"/>.</param>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, PolicyScores, ReadOnlySpan{bool})"/>
    /// <param name="scores"/>
    /// <param name="legal"/>
    public void Evaluate(PolicyRows rows, PolicyScores scores, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(scores);
        Run(rows, scores.Take(rows.Count, Signature), legal);
    }

    /// <summary>Lets the policy score a state of zeros, or run a row of zeros and empty text.</summary>
    /// <exception cref="UnscorableStateException">A Q-value is not finite in the state.</exception>
    internal void Probe()
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
            // Nobody says that there can be such a row.
        }
    }

    /// <summary>Runs the policy once more, with a profile, and tells what computed each of its operations.</summary>
    /// <returns>The operations as ONNX Runtime runs them, which joins some of the file's.</returns>
    /// <remarks>It opens a session of its own and a temporary file: for a look, not for every request.</remarks>
    /// <exception cref="IOException">The folder for temporary files cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The policy was disposed.</exception>
    public PolicyPlacement FindPlacement()
    {
        lock (_idle)
            RequireLife();
        return PlacementProbe.Run(_model, _options, _session.GpuDeviceId);
    }

    /// <summary>Frees the native session, once the last call that is under way has ended.</summary>
    public void Dispose()
    {
        lock (_idle)
        {
            _disposed = true;
            FreeIfUnused();
        }
    }

    private void Run(ReadOnlySpan<float> states, int rows, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        PolicyArguments.CheckFinite(states, ObservationSize);
        PolicyArguments.RequireMask(Signature.IsMaskRequired && !outputs.Actions.IsEmpty, legal);
        PolicyArguments.CheckLegal(legal, rows, ActionCount);
        InferenceSlot lane = Rent();
        try
        {
            for (int first = 0, count; first < rows; first += count)
            {
                count = Math.Min(BatchSize, rows - first);
                bool measured = _runLength is { IsSettled: false };
                long start = measured ? Stopwatch.GetTimestamp() : 0;
                lane.Run(
                    states.Slice(first * ObservationSize, count * ObservationSize),
                    first,
                    outputs.Rows(first, count, Signature),
                    legal.IsEmpty ? [] : legal.Slice(first * ActionCount, count * ActionCount));
                if (measured)
                    _runLength!.Record(count, Stopwatch.GetElapsedTime(start));
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new PolicyFormatException($"ONNX Runtime could not run the model: {e.Message}", e);
        }
        finally
        {
            Return(lane);
        }
    }

    private void Run(PolicyRows rows, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        rows.RequireFit(Inputs);
        if (!Signature.TakesColumns)
        {
            Run(rows.States(), rows.Count, outputs, legal);
            return;
        }

        PolicyArguments.RequireMask(Signature.IsMaskRequired && !outputs.Actions.IsEmpty, legal);
        PolicyArguments.CheckLegal(legal, rows.Count, ActionCount);
        Enter();
        try
        {
            for (int first = 0, count; first < rows.Count; first += count)
            {
                count = Math.Min(MaxBatchSize, rows.Count - first);
                RowRun.Run(
                    _session,
                    Signature,
                    rows,
                    first,
                    count,
                    outputs.Rows(first, count, Signature),
                    legal.IsEmpty ? [] : legal.Slice(first * ActionCount, count * ActionCount));
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new PolicyFormatException($"ONNX Runtime could not run the model: {e.Message}", e);
        }
        finally
        {
            Leave();
        }
    }

    private void RequireLife()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(
                nameof(OnnxPolicy),
                "The policy was disposed. In ML.NET a PredictionEngine disposes the model that it was made of: create it with "
                + "new PredictionEngineOptions { OwnsTransformer = false } where the model lives on.");
        }
    }

    private void Enter()
    {
        lock (_idle)
        {
            RequireLife();
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

    private InferenceSlot Rent()
    {
        lock (_idle)
        {
            RequireLife();
            InferenceSlot lane = _idle.Count > 0 ? _idle.Pop() : new InferenceSlot(_session, Signature);
            _running++;
            return lane;
        }
    }

    private void Return(InferenceSlot lane)
    {
        lock (_idle)
        {
            _running--;
            _idle.Push(lane);
            FreeIfUnused();
        }
    }

    private void FreeIfUnused()
    {
        if (!_disposed || _running > 0)
            return;

        while (_idle.TryPop(out InferenceSlot? lane))
            lane.Dispose();
        _session.Dispose();
    }
}
