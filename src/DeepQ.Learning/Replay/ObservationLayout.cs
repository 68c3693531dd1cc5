namespace DeepQ.Learning.Replay;

/// <summary>How observations are kept: of each value as many bits as it needs.</summary>
/// <param name="Size">The number of values n of an observation.</param>
/// <param name="ElementType">The type of a value.</param>
/// <param name="IsBinary">Whether every value is 0 or 1.</param>
internal readonly record struct ObservationLayout(int Size, ElementType ElementType = ElementType.Float32, bool IsBinary = false)
{
    private const int BitsPerByte = 8;

    /// <summary>The layout that takes the least memory for the observations of a space.</summary>
    public static ObservationLayout Of(BoxSpace space) => new(
        space.Size,
        space.ElementType,
        space.ElementType == ElementType.UInt8 && space.Low.All(low => low >= 0) && space.High.All(high => high <= 1));

    /// <summary>The same values, each in its type.</summary>
    public ObservationLayout Plain => new(Size, ElementType);

    /// <summary>The memory of an observation, in bytes.</summary>
    public long BytesPerObservation => IsBinary
        ? (Size + BitsPerByte - 1) / BitsPerByte
        : (long)Size * (ElementType == ElementType.UInt8 ? sizeof(byte) : sizeof(float));

    /// <summary>The layout in words, such as <c>100 values of type UInt8</c>.</summary>
    public override string ToString() => IsBinary ? $"{Size} values of a bit" : $"{Size} values of type {ElementType}";
}
