namespace DeepQ.Onnx.Graphs;

/// <summary>
/// The length of one axis of a tensor: a number, the name of a length that is known at run time, or neither.
/// </summary>
public readonly record struct OnnxDimension
{
    private OnnxDimension(long? length, string? name) => (Length, Name) = (length, name);

    /// <summary>The length; null if it is only known at run time.</summary>
    public long? Length { get; }

    /// <summary>The name of a length that is only known at run time, such as "batch", or null.</summary>
    public string? Name { get; }

    /// <summary>Creates an axis of known length.</summary>
    /// <param name="length">The number of elements.</param>
    public static implicit operator OnnxDimension(long length) => new(length, null);

    /// <summary>
    /// Creates an axis whose length is known at run time; axes with the same name have the same length.
    /// </summary>
    /// <param name="name">The name.</param>
    public static implicit operator OnnxDimension(string name) => new(null, name);

    /// <summary>Returns the length, the name, or a question mark.</summary>
    public override string ToString() => Length is { } length ? $"{length}" : Name ?? "?";
}
