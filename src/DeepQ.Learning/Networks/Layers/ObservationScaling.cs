namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// What a network does to an observation before its first layer: (x − <see cref="Offset"/>) · <see cref="Factor"/>, value by
/// value.
/// </summary>
public sealed class ObservationScaling
{
    /// <summary>Takes an offset and a factor for each value of an observation.</summary>
    /// <param name="offset">What is subtracted, in the order of the observation.</param>
    /// <param name="factor">What the difference is multiplied by; 0 leaves a value out.</param>
    /// <exception cref="ArgumentException">There are not as many of both, there are none, or one is not finite.</exception>
    public ObservationScaling(IReadOnlyList<float> offset, IReadOnlyList<float> factor)
    {
        ArgumentNullException.ThrowIfNull(offset);
        ArgumentNullException.ThrowIfNull(factor);
        if (offset.Count == 0 || offset.Count != factor.Count)
        {
            throw new ArgumentException(
                $"There are {offset.Count} offsets and {factor.Count} factors; an observation needs one of each a value.");
        }

        for (int i = 0; i < offset.Count; i++)
        {
            if (!float.IsFinite(offset[i]) || !float.IsFinite(factor[i]))
                throw new ArgumentException($"Value {i} has the offset {offset[i]} and the factor {factor[i]}; both must be finite.");
        }

        (Offset, Factor) = ([.. offset], [.. factor]);
    }

    /// <summary>What leaves values as they are.</summary>
    /// <param name="size">The number of values of an observation.</param>
    internal static ObservationScaling Identity(int size) => new(new float[size], [.. Enumerable.Repeat(1f, size)]);

    /// <summary>Whether it leaves values as they are.</summary>
    internal bool IsIdentity => Offset.All(value => value == 0) && Factor.All(value => value == 1);

    /// <summary>What is subtracted from each value.</summary>
    public IReadOnlyList<float> Offset { get; }

    /// <summary>What each difference is multiplied by.</summary>
    public IReadOnlyList<float> Factor { get; }
}
