using DeepQ.Onnx.Evaluation;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Policies;

namespace DeepQ.Serving;

/// <summary>A greedy policy in managed code, without a native library: states in, Q-values and actions out.</summary>
/// <inheritdoc cref="ModelPolicy" path="/remarks"/>
public sealed class ManagedPolicy : ModelPolicy
{
    private readonly OnnxProgram _program;
    private readonly int[] _inputs;
    private readonly int? _mask;

    private ManagedPolicy(ReadOnlySpan<byte> model, ManagedPolicyOptions options)
        : base(model, options)
    {
        _program = OnnxProgram.Compile(
            CheckedModel, [Signature.QValues, Signature.Action, .. Signature.ExtraOutputs], firstOutputs: 2);
        string[] names = [.. _program.InputNames];
        _inputs = [.. Signature.Inputs.Select(input => Array.IndexOf(names, input.Name))];
        _mask = Signature.IsMaskRequired ? Array.IndexOf(names, PolicyGraph.MaskName) : null;
        PolicyLane lane = NewLane();
        Try(lane, Math.Min(2, RunLength));
        Try(lane, 1);
        Keep(lane);
    }

    /// <summary>The execution provider: <c>Managed</c>.</summary>
    public override string ExecutionProvider => "Managed";

    /// <inheritdoc/>
    protected override int RunLength => Math.Min(MaxBatchSize, _program.Capacity);

    /// <summary>Loads a policy from an ONNX file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <returns>The policy, which the caller disposes.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="Load(ReadOnlySpan{byte}, ManagedPolicyOptions?)" path="/exception"/>
    public static ManagedPolicy Load(string path, ManagedPolicyOptions? options = null)
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
    /// The bytes are not an ONNX model, not a policy, are refused by the profile or the limits of the options, or have
    /// an operator without an implementation in managed code; the message names it.
    /// </exception>
    public static ManagedPolicy Load(ReadOnlySpan<byte> model, ManagedPolicyOptions? options = null) =>
        new(model, options ?? new());

    /// <inheritdoc/>
    protected override PolicyLane NewLane() => new ManagedLane(_program.NewRun(), Signature, _inputs, _mask);

    /// <inheritdoc/>
    protected override void Free()
    {
        // The memory is garbage-collected.
    }
}
