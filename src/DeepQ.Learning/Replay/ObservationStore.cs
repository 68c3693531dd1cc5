using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations in numbered rows, in the format with the least memory that loses nothing.</summary>
internal abstract class ObservationStore
{
    /// <param name="layout">The layout of observations.</param>
    /// <param name="capacity">The expected number of rows.</param>
    /// <param name="file">The file of the observations; null for memory.</param>
    /// <param name="frames">The store of frames, if observations have several.</param>
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

    /// <summary>Writes a row that may be similar to another one, in a store of the same kind.</summary>
    public virtual void Write(int row, StateRow observation, ObservationStore near, int nearRow) => Write(row, observation);

    /// <summary>Releases the content of a row; nothing reads it before it is written again.</summary>
    public virtual void Release(int row)
    {
    }

    /// <summary>Prefetches a row that will be read soon.</summary>
    public abstract void Prefetch(int row);

    public abstract void Read(int row, Span<float> observation);

    /// <summary>Returns a view of a row, if rows are stored as floats.</summary>
    public abstract StateRow this[int row] { get; }

    public abstract void Save(int row, BinaryWriter writer);

    public abstract void Load(int row, BinaryReader reader);

    public abstract bool AreEqual(int row, ObservationStore other, int otherRow);
}
