namespace DeepQ.Learning.Replay;

/// <summary>The frames of stacked observations; each is stored once, as long as an observation uses it.</summary>
/// <param name="layout">The layout of a frame.</param>
/// <param name="capacity">The expected number of frames.</param>
/// <param name="file">The file of the frames; null for memory.</param>
internal sealed class FramePool(ObservationLayout layout, int capacity, MappedFile? file)
{
    private readonly ObservationStore _frames = ObservationStore.Create(layout, capacity, file);
    private readonly RowStore<int> _uses = new(1, capacity, file);
    private readonly RowAllocator _rows = new();

    /// <summary>The number of values of a frame.</summary>
    public int FrameSize => layout.Size;

    public long MemorySize => _frames.MemorySize + _uses.MemorySize + _rows.MemorySize;

    /// <summary>Reserves room for a total number of frames.</summary>
    public void Reserve(int frames)
    {
        _frames.Reserve(frames);
        _uses.Reserve(frames);
    }

    /// <exception cref="ArgumentException">A value cannot be stored without loss.</exception>
    public void RequireStorable(ReadOnlySpan<float> observation) => _frames.RequireStorable(observation);

    /// <summary>Adds a use of a frame; stores it unless it equals one of the candidates.</summary>
    /// <param name="values">The frame.</param>
    /// <param name="candidates">The numbers of frames that it may equal; 0 for none.</param>
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

    /// <summary>Adds a use of a stored frame.</summary>
    /// <exception cref="InvalidDataException">The frame does not exist.</exception>
    public int Use(int frame)
    {
        if ((uint)(frame - 1) >= (uint)_rows.End)
            throw new InvalidDataException($"An observation refers to frame {frame} of {_rows.End}.");
        _uses.First(frame - 1)++;
        return frame;
    }

    /// <summary>Removes a use of a frame, whose place becomes free when it has none left.</summary>
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

    /// <summary>Reads saved frames without uses; the observations that refer to them count their uses.</summary>
    public void Load(BinaryReader reader)
    {
        _rows.Load(reader);
        Reserve(_rows.End);
        for (int row = 0; row < _rows.End; row++)
            _frames.Load(row, reader);
    }
}
