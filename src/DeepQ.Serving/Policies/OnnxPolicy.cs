using System.Diagnostics;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Placement;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving;

/// <summary>A greedy policy in ONNX Runtime: states in, Q-values and actions out.</summary>
/// <inheritdoc cref="ModelPolicy" path="/remarks"/>
public sealed class OnnxPolicy : ModelPolicy
{
    private readonly PolicySession _session;
    private readonly OnnxPolicyOptions _options;
    private readonly BatchSizeTuner? _runLength;

    private OnnxPolicy(ReadOnlySpan<byte> bytes, OnnxPolicyOptions options)
        : base(bytes, options)
    {
        _options = options;
        _session = PolicyRuntime.Open(CheckedModel, options.Session, session =>
        {
            PolicyLane lane = NewLane(session);
            try
            {
                Try(lane, 2);
                Try(lane, 1);
                Keep(lane);
            }
            catch
            {
                lane.Dispose();
                throw;
            }
        });
        if (options.AdaptBatchSize ?? _session.GpuDeviceId is not null)
            _runLength = new BatchSizeTuner(options.MaxBatchSize);
    }

    /// <summary>The execution provider in use: <c>CPUExecutionProvider</c> or <c>CUDAExecutionProvider</c>.</summary>
    /// <remarks>A GPU may leave some operations to the CPU: <see cref="FindPlacement"/> lists them.</remarks>
    public override string ExecutionProvider => _session.Provider;

    /// <summary>
    /// The number of states per run of a long batch: <see cref="ModelPolicy.MaxBatchSize"/>, or the fastest measured
    /// number with <see cref="OnnxPolicyOptions.AdaptBatchSize"/>.
    /// </summary>
    public int BatchSize => _runLength?.Current ?? MaxBatchSize;

    /// <inheritdoc/>
    protected override int RunLength => BatchSize;

    /// <summary>Loads a policy from an ONNX file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <returns>The policy, which the caller disposes.</returns>
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
    /// <returns>The policy, which the caller disposes.</returns>
    /// <exception cref="PolicyFormatException">
    /// The bytes are not an ONNX model, not a policy, or are refused by the profile or the limits of the options.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A requested GPU cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public static OnnxPolicy Load(ReadOnlySpan<byte> model, OnnxPolicyOptions? options = null) =>
        new(model, options ?? new());

    /// <summary>Runs the policy once more, with profiling, and returns the provider of each operation.</summary>
    /// <returns>The operations as ONNX Runtime runs them; it fuses some of the file's.</returns>
    /// <remarks>It opens a separate session and a temporary file: use it for inspection, not for every request.</remarks>
    /// <exception cref="IOException">The folder for temporary files cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The policy was disposed.</exception>
    public PolicyPlacement FindPlacement()
    {
        RequireLife();
        return PlacementProbe.Run(CheckedModel, _options.Session, _session.GpuDeviceId, session =>
        {
            using PolicyLane lane = NewLane(session);
            Try(lane, 1);
        });
    }

    /// <inheritdoc/>
    protected override PolicyLane NewLane() => NewLane(_session);

    /// <inheritdoc/>
    protected override void Free() => _session.Dispose();

    /// <inheritdoc/>
    protected override void Run(PolicyLane lane, ReadOnlySpan<float> states, bool all)
    {
        try
        {
            bool measured = _runLength is { IsSettled: false };
            long start = measured ? Stopwatch.GetTimestamp() : 0;
            base.Run(lane, states, all);
            if (measured)
                _runLength!.Record(states.Length / ObservationSize, Stopwatch.GetElapsedTime(start));
        }
        catch (OnnxRuntimeException e)
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    protected override void Run(PolicyLane lane, PolicyRows rows, int first, int count, bool all)
    {
        try
        {
            base.Run(lane, rows, first, count, all);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failed(e);
        }
    }

    private PolicyLane NewLane(PolicySession session) =>
        Signature.TakesColumns ? new RowLane(session, Signature) : new InferenceSlot(session, Signature);

    private static PolicyFormatException Failed(OnnxRuntimeException error) =>
        new($"ONNX Runtime could not run the model: {error.Message}", error);
}
