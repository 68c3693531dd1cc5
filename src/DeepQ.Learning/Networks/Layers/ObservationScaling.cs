namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// The transform of an observation before a network's first layer: (x − <see cref="Offset"/>) · <see cref="Factor"/>,
/// value by value.
/// </summary>
public sealed class ObservationScaling
{
    /// <summary>Creates a transform with an offset and a factor for each value of an observation.</summary>
    /// <param name="offset">The offsets to subtract, in the order of the observation.</param>
    /// <param name="factor">The factors of the differences; 0 ignores a value.</param>
    /// <exception cref="ArgumentException">The numbers of offsets and factors differ or are zero, or one is not finite.</exception>
    public ObservationScaling(IReadOnlyList<float> offset, IReadOnlyList<float> factor)
    {
        ArgumentNullException.ThrowIfNull(offset);
        ArgumentNullException.ThrowIfNull(factor);
        if (offset.Count == 0 || offset.Count != factor.Count)
        {
            throw new ArgumentException(
                $"There are {offset.Count} offsets and {factor.Count} factors; an observation needs one of each per value.");
        }

        for (int i = 0; i < offset.Count; i++)
        {
            if (!float.IsFinite(offset[i]) || !float.IsFinite(factor[i]))
                throw new ArgumentException($"Value {i} has the offset {offset[i]} and the factor {factor[i]}; both must be finite.");
        }

        (Offset, Factor) = ([.. offset], [.. factor]);
    }

    /// <summary>Returns the transform that does not change values.</summary>
    /// <param name="size">The number of values of an observation.</param>
    internal static ObservationScaling Identity(int size) => new(new float[size], [.. Enumerable.Repeat(1f, size)]);

    /// <summary>Whether it leaves values unchanged.</summary>
    internal bool IsIdentity => Offset.All(value => value == 0) && Factor.All(value => value == 1);

    /// <summary>The offsets to subtract.</summary>
    public IReadOnlyList<float> Offset { get; }

    /// <summary>The factors of the differences.</summary>
    public IReadOnlyList<float> Factor { get; }
}
