using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations in numbered rows, in the form that takes the least memory without loss.</summary>
internal abstract class ObservationStore
{
    /// <param name="layout">How observations are kept.</param>
    /// <param name="capacity">The number of rows to come.</param>
    /// <param name="file">Where they stand; null for memory.</param>
    /// <param name="frames">Keeps the frames, where observations show several.</param>
    public static ObservationStore Create(
        ObservationLayout layout, int capacity, MappedFile? file, FramePool? frames = null) => layout switch
        {
            { Frames: > 1 } => new FrameObservations(frames!, layout.Frames, capacity, file),
            { IsBinary: true } => new BitObservations(layout.Size, capacity, file),
            { ElementType: ElementType.UInt8 } => new ByteObservations(layout.Size, capacity, file),
            _ => new FloatObservations(layout.Size, capacity, file),
        };

    public abstract long MemorySize { get; }

    public abstract void Reserve(int rows);

    /// <exception cref="ArgumentException">A value cannot be stored without loss.</exception>
    public abstract void RequireStorable(ReadOnlySpan<float> observation);

    public abstract void Write(int row, StateRow observation);

    /// <summary>Writes a row whose values may be mostly those of another, in a store of the same kind.</summary>
    public virtual void Write(int row, StateRow observation, ObservationStore near, int nearRow) => Write(row, observation);

    /// <summary>Lets go of what a row holds; nothing reads it before it is written again.</summary>
    public virtual void Release(int row)
    {
    }

    /// <summary>Tells the processor that a row will be read soon.</summary>
    public abstract void Prefetch(int row);

    public abstract void Read(int row, Span<float> observation);

    /// <summary>A view of a row, where rows are kept as they are seen.</summary>
    public abstract StateRow this[int row] { get; }

    public abstract void Save(int row, BinaryWriter writer);

    public abstract void Load(int row, BinaryReader reader);

    public abstract bool AreEqual(int row, ObservationStore other, int otherRow);
}
