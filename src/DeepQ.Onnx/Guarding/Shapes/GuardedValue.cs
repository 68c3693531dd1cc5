using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Guarding.Shapes;

/// <summary>The properties of a value that are known before the graph runs.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its axes.</param>
/// <param name="Known">Its elements if they are few integers that do not depend on a state; otherwise null.</param>
internal sealed record GuardedValue(OnnxElementType Type, GuardedShape Shape, IReadOnlyList<Length>? Known = null)
{
    /// <summary>The greatest number of tracked elements.</summary>
    public const int MostKnown = 1 << 16;

    public bool IsFloat => Type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Float16;

    public bool IsWhole => Type is OnnxElementType.Int64 or OnnxElementType.Int32;
}
