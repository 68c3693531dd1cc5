using DeepQ.Onnx.Evaluation;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Policies;

/// <summary>Runs a compiled policy.</summary>
/// <param name="run">The run.</param>
/// <param name="signature">The tensors of the policy.</param>
/// <param name="inputs">The number of each of its inputs in the program.</param>
/// <param name="mask">The number of the mask, if one is required.</param>
internal sealed class ManagedLane(OnnxRun run, PolicySignature signature, int[] inputs, int? mask) : PolicyLane
{
    private readonly int _size = signature.ObservationSize;
    private readonly List<string> _extras = [.. signature.ExtraOutputs];
    private int _states = 1;
    private bool _hasExtras;

    public override ReadOnlySpan<float> QValues => run.Output<float>(0, _states);

    public override ReadOnlySpan<long> Actions => run.Output<long>(1, _states);

    public override ReadOnlySpan<float> Margins => Extra(signature.HasMargin, PolicyGraph.MarginName);

    public override ReadOnlySpan<float> Distributions => Extra(signature.Distribution is not null, PolicyGraph.DistributionName);

    public override ReadOnlySpan<float> Uncertainties => Extra(signature.HasUncertainty, PolicyGraph.UncertaintyName);

    public override void Run(ReadOnlySpan<float> states, bool all)
    {
        int count = states.Length / _size;
        if (signature.IsOfBytes)
            PolicyArguments.ToBytes(states, run.Input<byte>(inputs[0], count), _size);
        else
            states.CopyTo(run.Input<float>(inputs[0], count));
        Run(count, all);
    }

    public override void Run(PolicyRows rows, int first, int count, bool all)
    {
        for (int i = 0; i < rows.Inputs.Count; i++)
            Copy(rows.Inputs[i], rows.Column(i), inputs[i], first, count);
        Run(count, all);
    }

    private ReadOnlySpan<float> Extra(bool isThere, string name) =>
        _hasExtras && isThere ? run.Output<float>(2 + _extras.IndexOf(name), _states) : [];

    private void Run(int count, bool all)
    {
        // All actions are legal for the graph: the policy chooses among the legal ones, whatever the graph supports.
        if (mask is { } place)
            run.Input<bool>(place, count).Fill(true);
        run.Run(count, all);
        (_states, _hasExtras) = (count, all);
    }

    private void Copy(PolicyInput input, Array values, int place, int first, int count)
    {
        switch (input.ElementType)
        {
            case OnnxElementType.Text: Copy<string>(input, values, place, first, count); break;
            case OnnxElementType.Boolean: Copy<bool>(input, values, place, first, count); break;
            case OnnxElementType.Float32: Copy<float>(input, values, place, first, count); break;
            case OnnxElementType.Float64: Copy<double>(input, values, place, first, count); break;
            case OnnxElementType.Int8: Copy<sbyte>(input, values, place, first, count); break;
            case OnnxElementType.UInt8: Copy<byte>(input, values, place, first, count); break;
            case OnnxElementType.Int16: Copy<short>(input, values, place, first, count); break;
            case OnnxElementType.UInt16: Copy<ushort>(input, values, place, first, count); break;
            case OnnxElementType.Int32: Copy<int>(input, values, place, first, count); break;
            case OnnxElementType.UInt32: Copy<uint>(input, values, place, first, count); break;
            case OnnxElementType.Int64: Copy<long>(input, values, place, first, count); break;
            case OnnxElementType.UInt64: Copy<ulong>(input, values, place, first, count); break;
            default: throw new NotSupportedException($"Rows cannot have values of the type {input.ElementType}.");
        }
    }

    private void Copy<T>(PolicyInput input, Array values, int place, int first, int count) =>
        ((T[])values).AsSpan(first * input.Width, count * input.Width).CopyTo(run.Input<T>(place, count));
}
