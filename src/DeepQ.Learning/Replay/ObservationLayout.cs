namespace DeepQ.Learning.Replay;

/// <summary>
/// The storage layout of observations: as few bits per value as possible, and frames that several observations share
/// only once.
/// </summary>
/// <param name="Size">The number of values n of an observation.</param>
/// <param name="ElementType">The type of a value.</param>
/// <param name="IsBinary">Whether every value is 0 or 1.</param>
/// <param name="Frames">The number of frames of an observation; 1 if it is stored as a whole.</param>
internal readonly record struct ObservationLayout(
    int Size, ElementType ElementType = ElementType.Float32, bool IsBinary = false, int Frames = 1)
{
    private const int BitsPerByte = 8;

    /// <summary>Returns the layout that takes the least memory for the observations of a space.</summary>
    public static ObservationLayout Of(BoxSpace space)
    {
        // Floats are also viewed in place, so they are stored unchanged.
        if (space.ElementType != ElementType.UInt8)
            return new ObservationLayout(space.Size, space.ElementType);
        bool isBinary = space.Low.All(low => low >= 0) && space.High.All(high => high <= 1);
        ObservationLayout whole = new(space.Size, space.ElementType, isBinary);
        ObservationLayout stacked = whole with { Frames = space.StackedFrames };
        return stacked.BytesPerObservation < whole.BytesPerObservation ? stacked : whole;
    }

    /// <summary>The layout of the same values, each in its element type.</summary>
    public ObservationLayout Plain => new(Size, ElementType);

    /// <summary>The layout of one frame of an observation.</summary>
    public ObservationLayout Frame => this with { Size = Size / Frames, Frames = 1 };

    /// <summary>The memory of an observation in bytes; with several frames, only one of them is new.</summary>
    public long BytesPerObservation => Frames > 1
        ? Frame.BytesPerObservation + ((Frames + 1) * sizeof(int))
        : IsBinary ? (Size + BitsPerByte - 1) / BitsPerByte
        : (long)Size * (ElementType == ElementType.UInt8 ? sizeof(byte) : sizeof(float));

    /// <summary>Formats the layout, such as <c>100 values of type UInt8</c>.</summary>
    public override string ToString() => Frames > 1 ? $"{Frames} frames of {Frame}"
        : IsBinary ? $"{Size} values of a bit"
        : $"{Size} values of type {ElementType}";
}
