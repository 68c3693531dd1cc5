using DeepQ.Onnx;

namespace DeepQ.Serving;

/// <summary>The tensors through which a policy is used.</summary>
/// <param name="State">The input, float [batch, ...].</param>
/// <param name="StateShape">The input's axes after the first.</param>
/// <param name="QValues">The output with a value for each action, float [batch, actions].</param>
/// <param name="Action">The output with the greedy action, int64 [batch].</param>
/// <param name="ActionCount">The number of actions.</param>
/// <param name="IsOfBytes">Whether the input is of bytes instead of floats.</param>
public sealed record PolicySignature(
    string State, IReadOnlyList<long> StateShape, string QValues, string Action, int ActionCount, bool IsOfBytes = false)
{
    /// <summary>The number of values of one state.</summary>
    public int ObservationSize { get; } = Product(StateShape);

    /// <summary>Finds the tensors of a policy; one without an action output has the name that it is to be given.</summary>
    /// <exception cref="PolicyFormatException">The model is no policy.</exception>
    internal static PolicySignature Of(OnnxModelInfo model)
    {
        if (model.Inputs is not [OnnxTensorInfo state])
            throw Refused($"has {model.Inputs.Count} inputs: {string.Join("; ", model.Inputs)}");
        if (state is not { ElementType: OnnxElementType.Float32 or OnnxElementType.UInt8, Dimensions.Count: >= 2 } || !IsBatched(state))
            throw Refused($"has the input {state}");

        string outputs = string.Join("; ", model.Outputs);
        OnnxTensorInfo qValues = Output(model, PolicyGraph.QValuesName, OnnxElementType.Float32, rank: 2)
            ?? throw Refused($"has no one output of Q-values among {outputs}");
        IEnumerable<OnnxTensorInfo> ports = model.Inputs.Concat(model.Outputs);
        OnnxTensorInfo? action = Output(model, PolicyGraph.ActionName, OnnxElementType.Int64, rank: 1);
        if (action is null && ports.FirstOrDefault(port => port.Name == PolicyGraph.ActionName) is { } other)
            throw Refused($"has {other}, which is not Int64 [batch]");

        return new(
            state.Name,
            [.. state.Dimensions.Skip(1).Select(axis => axis.Length!.Value)],
            qValues.Name,
            action?.Name ?? PolicyGraph.ActionName,
            checked((int)qValues.Dimensions![1].Length!.Value),
            state.ElementType == OnnxElementType.UInt8);
    }

    /// <summary>The only output of a kind, or the one among several that has the usual name.</summary>
    private static OnnxTensorInfo? Output(OnnxModelInfo model, string usualName, OnnxElementType type, int rank)
    {
        OnnxTensorInfo[] fitting =
        [
            .. model.Outputs.Where(o => o.ElementType == type && o.Dimensions?.Count == rank && IsBatched(o)),
        ];
        return fitting.Length == 1 ? fitting[0] : Array.Find(fitting, output => output.Name == usualName);
    }

    private static bool IsBatched(OnnxTensorInfo tensor) =>
        tensor.Dimensions![0].Length is null
        && tensor.Dimensions.Skip(1).All(axis => axis.Length is > 0 and <= int.MaxValue);

    private static int Product(IReadOnlyList<long> shape)
    {
        long size = 1;
        foreach (long axis in shape)
        {
            size *= axis;
            if (size > int.MaxValue)
                throw Refused($"has states of {string.Join(" × ", shape)} values");
        }

        return (int)size;
    }

    private static PolicyFormatException Refused(string what) => new(
        $"The model {what}. A policy has one input, Float32 or UInt8 [batch, ...], and an output of Q-values, "
        + "Float32 [batch, actions]; batch is dynamic and all else is fixed.");
}
