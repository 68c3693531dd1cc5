namespace DeepQ.Learning.Replay;

/// <summary>The frames that stacked observations show: each is kept once, for as long as one of them shows it.</summary>
/// <param name="layout">How a frame is kept.</param>
/// <param name="capacity">The number of frames to come.</param>
/// <param name="file">Where they stand; null for memory.</param>
internal sealed class FramePool(ObservationLayout layout, int capacity, MappedFile? file)
{
    private readonly ObservationStore _frames = ObservationStore.Create(layout, capacity, file);
    private readonly RowStore<int> _uses = new(1, capacity, file);
    private readonly RowAllocator _rows = new();

    /// <summary>The number of values of a frame.</summary>
    public int FrameSize => layout.Size;

    public long MemorySize => _frames.MemorySize + _uses.MemorySize + _rows.MemorySize;

    /// <summary>Makes room for as many frames in all.</summary>
    public void Reserve(int frames)
    {
        _frames.Reserve(frames);
        _uses.Reserve(frames);
    }

    /// <exception cref="ArgumentException">A value cannot be stored without loss.</exception>
    public void RequireStorable(ReadOnlySpan<float> observation) => _frames.RequireStorable(observation);

    /// <summary>Counts one more use of a frame, which is kept unless it is one of those that it may be.</summary>
    /// <param name="values">The frame.</param>
    /// <param name="candidates">The numbers of frames that it may be; 0 for none.</param>
    /// <returns>Its number, from 1.</returns>
    public int Add(ReadOnlySpan<float> values, ReadOnlySpan<int> candidates)
    {
        int row = _rows.Take();
        Reserve(row + 1);
        _frames.Write(row, values);
        foreach (int candidate in candidates)
        {
            if (candidate == 0 || !_frames.AreEqual(row, _frames, candidate - 1))
                continue;
            _rows.GiveBack(row);
            return Use(candidate);
        }

        return Use(row + 1);
    }

    /// <summary>Counts one more use of a frame that is kept.</summary>
    /// <exception cref="InvalidDataException">There is no such frame.</exception>
    public int Use(int frame)
    {
        if ((uint)(frame - 1) >= (uint)_rows.End)
            throw new InvalidDataException($"An observation shows the frame {frame} of {_rows.End}.");
        _uses.First(frame - 1)++;
        return frame;
    }

    /// <summary>Counts one use less of a frame, which makes room for another when it has none.</summary>
    public void Release(int frame)
    {
        if (--_uses.First(frame - 1) == 0)
            _rows.GiveBack(frame - 1);
    }

    public void Read(int frame, Span<float> values) => _frames.Read(frame - 1, values);

    public bool AreEqual(int frame, int other) => frame == other || _frames.AreEqual(frame - 1, _frames, other - 1);

    public void Save(BinaryWriter writer)
    {
        _rows.Save(writer);
        for (int row = 0; row < _rows.End; row++)
            _frames.Save(row, writer);
    }

    /// <summary>Takes over frames that were saved; what shows them counts their uses. Nothing shows one as yet.</summary>
    public void Load(BinaryReader reader)
    {
        _rows.Load(reader);
        Reserve(_rows.End);
        for (int row = 0; row < _rows.End; row++)
            _frames.Load(row, reader);
    }
}
