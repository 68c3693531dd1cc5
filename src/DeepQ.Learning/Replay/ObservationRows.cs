namespace DeepQ.Learning;

/// <summary>Observations in numbered rows, each with its action mask where there are masks.</summary>
internal sealed class ObservationRows(ElementType elementType, int observationSize, int maskedActions, int capacity)
{
    private readonly ObservationStore _observations = ObservationStore.Create(elementType, observationSize, capacity);
    private readonly MaskStore? _masks = maskedActions > 0 ? new MaskStore(maskedActions, capacity) : null;

    public long MemorySize => _observations.MemorySize + (_masks?.MemorySize ?? 0);

    /// <exception cref="ArgumentException">A value cannot be stored without loss.</exception>
    public void RequireStorable(ReadOnlySpan<float> observation) => _observations.RequireStorable(observation);

    /// <summary>Writes a row, for which room is made.</summary>
    public void Write(int row, ReadOnlySpan<float> observation, ReadOnlySpan<bool> legal)
    {
        Reserve(row + 1);
        _observations.Write(row, observation);
        _masks?.Write(row, legal);
    }

    /// <summary>Tells the processor that a row will be read soon.</summary>
    public void Prefetch(int row) => _observations.Prefetch(row);

    public void Read(int row, Span<float> observation, Span<bool> legal)
    {
        _observations.Read(row, observation);
        _masks?.Read(row, legal);
    }

    public void Read(int row, Span<float> observation) => _observations.Read(row, observation);

    /// <summary>Whether a row is equal to a row of the same kind.</summary>
    public bool AreEqual(int row, ObservationRows other, int otherRow) =>
        _observations.AreEqual(row, other._observations, otherRow) &&
        (_masks is null || _masks.AreEqual(row, other._masks!, otherRow));

    public void Save(BinaryWriter writer, int first, int count)
    {
        for (int row = first; row < first + count; row++)
        {
            writer.Write(_observations.Bytes(row));
            if (_masks is not null)
                writer.Write(_masks.Bytes(row));
        }
    }

    public void Load(BinaryReader reader, int first, int count)
    {
        Reserve(first + count);
        for (int row = first; row < first + count; row++)
        {
            reader.BaseStream.ReadExactly(_observations.Bytes(row));
            if (_masks is not null)
                reader.BaseStream.ReadExactly(_masks.Bytes(row));
        }
    }

    /// <summary>Makes room for as many rows in all.</summary>
    public void Reserve(int count)
    {
        _observations.Reserve(count);
        _masks?.Reserve(count);
    }
}
