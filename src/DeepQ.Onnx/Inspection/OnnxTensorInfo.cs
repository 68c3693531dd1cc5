namespace DeepQ.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The type of its elements; undefined for what is not a tensor.</param>
/// <param name="Dimensions">The axes, outermost first; null where the file does not give their number.</param>
public sealed record OnnxTensorInfo(
    string Name, OnnxElementType ElementType, IReadOnlyList<OnnxDimension>? Dimensions)
{
    /// <summary>Name, type and axes in one line, such as "State: Float32 [batch, 4]".</summary>
    public override string ToString() =>
        $"{Name}: {ElementType}{(Dimensions is null ? "" : $" [{string.Join(", ", Dimensions)}]")}";
}
