using DeepQ.Onnx.Graphs;

namespace DeepQ.Serving.Inputs;

/// <summary>An input of a policy: a column of its rows.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="ElementType">The type of its values.</param>
/// <param name="Shape">The axes of the value of one row; empty for a single number or text.</param>
public sealed record PolicyInput(string Name, OnnxElementType ElementType, IReadOnlyList<long> Shape)
{
    /// <summary>The number of values in one row.</summary>
    public int Width => (int)Shape.Aggregate(1L, (size, axis) => size * axis);

    /// <summary>Returns name, type and width in one line, such as "Scores: Float32 × 3".</summary>
    public override string ToString() => $"{Name}: {Description}";

    /// <summary>The type and the width, such as "Float32 × 3".</summary>
    public string Description => Width == 1 ? $"{ElementType}" : $"{ElementType} × {Width}";

    /// <summary>Returns whether another input has the same name, type and shape.</summary>
    /// <param name="other">The other input.</param>
    public bool Equals(PolicyInput? other) =>
        other is not null && Name == other.Name && ElementType == other.ElementType && Shape.SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ElementType, Width);

    internal static string Describe(IReadOnlyList<PolicyInput> inputs) => string.Join(", ", inputs);
}
