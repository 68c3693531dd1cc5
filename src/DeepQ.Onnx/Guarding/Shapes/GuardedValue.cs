using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Guarding.Shapes;

/// <summary>What is known of a value before the graph runs.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its axes.</param>
/// <param name="Known">Its elements, where they are few whole numbers that do not depend on a state; else null.</param>
internal sealed record GuardedValue(OnnxElementType Type, GuardedShape Shape, IReadOnlyList<Length>? Known = null)
{
    /// <summary>The most numbers that are followed.</summary>
    public const int MostKnown = 1 << 16;

    public bool IsFloat => Type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Float16;

    public bool IsWhole => Type is OnnxElementType.Int64 or OnnxElementType.Int32;
}
