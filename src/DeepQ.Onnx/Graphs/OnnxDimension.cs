namespace DeepQ.Onnx.Graphs;

/// <summary>
/// The length of one axis of a tensor: a number, the name of a length that is known when the graph runs, or neither.
/// </summary>
public readonly record struct OnnxDimension
{
    private OnnxDimension(long? length, string? name) => (Length, Name) = (length, name);

    /// <summary>The length, or null where it is known only when the graph runs.</summary>
    public long? Length { get; }

    /// <summary>The name of a length that is known only when the graph runs, such as "batch", or null.</summary>
    public string? Name { get; }

    /// <summary>An axis of a known length.</summary>
    /// <param name="length">The number of elements.</param>
    public static implicit operator OnnxDimension(long length) => new(length, null);

    /// <summary>An axis whose length is known when the graph runs; axes of one name have one length.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator OnnxDimension(string name) => new(null, name);

    /// <summary>The length, the name, or a question mark.</summary>
    public override string ToString() => Length is { } length ? $"{length}" : Name ?? "?";
}
