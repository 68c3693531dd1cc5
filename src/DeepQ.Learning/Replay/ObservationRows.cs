using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations in numbered rows, each with its action mask if there are masks.</summary>
/// <param name="observations">The store of the observations.</param>
/// <param name="observationSize">The number of values of an observation.</param>
/// <param name="maskedActions">The number of actions of a mask; 0 for no masks.</param>
/// <param name="capacity">The expected number of rows.</param>
/// <param name="file">The file of the masks; null for memory.</param>
internal sealed class ObservationRows(
    ObservationStore observations, int observationSize, int maskedActions, int capacity, MappedFile? file)
{
    private ObservationStore _observations = observations;
    private float[] _values = [];
    private readonly MaskStore? _masks = maskedActions > 0 ? new MaskStore(maskedActions, capacity, file) : null;

    public long MemorySize => _observations.MemorySize + (_masks?.MemorySize ?? 0);

    /// <summary>The sparse store, if only nonzero values are stored; otherwise null.</summary>
    public SparseObservations? Sparse => _observations as SparseObservations;

    /// <summary>Returns a view of an observation that is stored as floats.</summary>
    public StateRow this[int row] => _observations[row];

    /// <exception cref="ArgumentException">A value cannot be stored without loss.</exception>
    public void RequireStorable(ReadOnlySpan<float> observation) => _observations.RequireStorable(observation);

    /// <summary>Writes a row that has been reserved.</summary>
    /// <param name="row">The row.</param>
    /// <param name="observation">The observation.</param>
    /// <param name="legal">Its mask.</param>
    /// <param name="near">Rows that may include a similar one; null for none.</param>
    /// <param name="nearRow">The similar row.</param>
    public void Write(int row, StateRow observation, ReadOnlySpan<bool> legal, ObservationRows? near = null, int nearRow = 0)
    {
        Reserve(row + 1);
        Write(row, observation, near, nearRow);
        _masks?.Write(row, legal);
    }

    /// <summary>Releases a row; nothing reads it before it is written again.</summary>
    public void Release(int row) => _observations.Release(row);

    /// <summary>Prefetches a row that will be read soon.</summary>
    public void Prefetch(int row) => _observations.Prefetch(row);

    public void Read(int row, Span<float> observation, Span<bool> legal)
    {
        _observations.Read(row, observation);
        _masks?.Read(row, legal);
    }

    public void Read(int row, Span<float> observation) => _observations.Read(row, observation);

    public void ReadMask(int row, Span<bool> legal) => _masks?.Read(row, legal);

    /// <summary>Moves the observations to another store.</summary>
    /// <param name="store">The store, for the same number of values.</param>
    /// <param name="reserved">The number of rows to reserve.</param>
    /// <param name="written">The number of written rows.</param>
    public void MoveTo(ObservationStore store, int reserved, int written)
    {
        store.Reserve(Math.Max(reserved, written));
        for (int row = 0; row < written; row++)
            store.Write(row, _observations[row]);
        _observations = store;
    }

    /// <summary>Whether a row is equal to a row of the same kind.</summary>
    public bool AreEqual(int row, ObservationRows other, int otherRow) =>
        _observations.AreEqual(row, other._observations, otherRow) &&
        (_masks is null || _masks.AreEqual(row, other._masks!, otherRow));

    public void Save(BinaryWriter writer, int first, int count)
    {
        for (int row = first; row < first + count; row++)
        {
            _observations.Save(row, writer);
            if (_masks is not null)
                writer.Write(_masks.Bytes(row));
        }
    }

    /// <summary>Reads saved rows.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="EndOfStreamException">The data end too soon.</exception>
    public void Load(BinaryReader reader, int first, int count)
    {
        Reserve(first + count);
        for (int row = first; row < first + count; row++)
        {
            _observations.Load(row, reader);
            LoadMask(row, reader);
        }
    }

    /// <summary>Reads a row that was saved in another format.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="row">The row.</param>
    /// <param name="form">A store of that format with one row.</param>
    /// <param name="near">Rows that may include a similar one; null for none.</param>
    /// <param name="nearRow">The similar row.</param>
    /// <exception cref="InvalidDataException">A value cannot be stored without loss.</exception>
    /// <exception cref="EndOfStreamException">The data end too soon.</exception>
    public void Load(BinaryReader reader, int row, ObservationStore form, ObservationRows? near, int nearRow)
    {
        Reserve(row + 1);
        if (_values.Length == 0)
            _values = new float[observationSize];
        form.Load(0, reader);
        form.Read(0, _values);
        try
        {
            RequireStorable(_values);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The saved buffer has other observations: {e.Message}", e);
        }

        Write(row, _values, near, nearRow);
        LoadMask(row, reader);
    }

    private void Write(int row, StateRow observation, ObservationRows? near, int nearRow)
    {
        if (near is null)
            _observations.Write(row, observation);
        else
            _observations.Write(row, observation, near._observations, nearRow);
    }

    private void LoadMask(int row, BinaryReader reader)
    {
        if (_masks is not null)
            reader.BaseStream.ReadExactly(_masks.Bytes(row));
    }

    /// <summary>Reserves room for a total number of rows.</summary>
    public void Reserve(int count)
    {
        _observations.Reserve(count);
        _masks?.Reserve(count);
    }
}
