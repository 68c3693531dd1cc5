using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The type of its elements; undefined for what is not a tensor.</param>
/// <param name="Dimensions">The axes, outermost first; null if the file does not declare their number.</param>
public sealed record OnnxTensorInfo(
    string Name, OnnxElementType ElementType, IReadOnlyList<OnnxDimension>? Dimensions)
{
    /// <summary>Returns name, type and axes in one line, such as "State: Float32 [batch, 4]".</summary>
    public override string ToString() =>
        $"{Name}: {ElementType}{(Dimensions is null ? "" : $" [{string.Join(", ", Dimensions)}]")}";

    /// <summary>Reads an input or output.</summary>
    /// <exception cref="PolicyFormatException">An axis has a negative length other than -1.</exception>
    internal static OnnxTensorInfo Of(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        return new OnnxTensorInfo(
            value.Name,
            (OnnxElementType)(tensor?.ElemType ?? 0),
            tensor?.Shape is { } shape ? [.. shape.Dim.Select(dimension => DimensionOf(value, dimension))] : null);
    }

    private static OnnxDimension DimensionOf(ValueInfoProto value, TensorShapeProto.Types.Dimension dimension)
    {
        if (dimension.HasDimParam && dimension.DimParam.Length > 0)
            return dimension.DimParam;
        // Some writers, including ML.NET's converter, write -1 for an open length.
        if (!dimension.HasDimValue || dimension.DimValue == -1)
            return default;
        return dimension.DimValue >= 0
            ? dimension.DimValue
            : throw new PolicyFormatException($"'{Refusal.Short(value.Name)}' has an axis of length {dimension.DimValue}.");
    }
}
