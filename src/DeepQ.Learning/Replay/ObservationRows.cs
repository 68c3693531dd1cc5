using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations in numbered rows, each with its action mask where there are masks.</summary>
/// <param name="observations">Keeps the observations.</param>
/// <param name="observationSize">The number of values of an observation.</param>
/// <param name="maskedActions">The number of actions of a mask; 0 where there are none.</param>
/// <param name="capacity">The number of rows to come.</param>
/// <param name="file">Where masks stand; null for memory.</param>
internal sealed class ObservationRows(
    ObservationStore observations, int observationSize, int maskedActions, int capacity, MappedFile? file)
{
    private ObservationStore _observations = observations;
    private float[] _values = [];
    private readonly MaskStore? _masks = maskedActions > 0 ? new MaskStore(maskedActions, capacity, file) : null;

    public long MemorySize => _observations.MemorySize + (_masks?.MemorySize ?? 0);

    /// <summary>The observations, if only what is not zero of them is kept; otherwise null.</summary>
    public SparseObservations? Sparse => _observations as SparseObservations;

    /// <summary>A view of an observation that is kept as it is seen.</summary>
    public StateRow this[int row] => _observations[row];

    /// <exception cref="ArgumentException">A value cannot be stored without loss.</exception>
    public void RequireStorable(ReadOnlySpan<float> observation) => _observations.RequireStorable(observation);

    /// <summary>Writes a row, for which room is made.</summary>
    /// <param name="row">The row.</param>
    /// <param name="observation">The observation.</param>
    /// <param name="legal">Its mask.</param>
    /// <param name="near">Rows of which one may be mostly the same; null for none.</param>
    /// <param name="nearRow">That row.</param>
    public void Write(int row, StateRow observation, ReadOnlySpan<bool> legal, ObservationRows? near = null, int nearRow = 0)
    {
        Reserve(row + 1);
        Write(row, observation, near, nearRow);
        _masks?.Write(row, legal);
    }

    /// <summary>Lets go of a row; nothing reads it before it is written again.</summary>
    public void Release(int row) => _observations.Release(row);

    /// <summary>Tells the processor that a row will be read soon.</summary>
    public void Prefetch(int row) => _observations.Prefetch(row);

    public void Read(int row, Span<float> observation, Span<bool> legal)
    {
        _observations.Read(row, observation);
        _masks?.Read(row, legal);
    }

    public void Read(int row, Span<float> observation) => _observations.Read(row, observation);

    public void ReadMask(int row, Span<bool> legal) => _masks?.Read(row, legal);

    /// <summary>Keeps the observations in another store from now on.</summary>
    /// <param name="store">The store, of the same values.</param>
    /// <param name="reserved">The number of rows that it makes room for.</param>
    /// <param name="written">The number of rows that were written.</param>
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

    /// <summary>Takes over rows that were saved.</summary>
    /// <param name="reader">Reads what was saved.</param>
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

    /// <summary>Takes over a row that was saved in another form.</summary>
    /// <param name="reader">Reads what was saved.</param>
    /// <param name="row">The row.</param>
    /// <param name="form">A store of that form, of one row.</param>
    /// <param name="near">Rows of which one may be mostly the same; null for none.</param>
    /// <param name="nearRow">That row.</param>
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
            throw new InvalidDataException($"The saved buffer is of other observations: {e.Message}", e);
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

    /// <summary>Makes room for as many rows in all.</summary>
    public void Reserve(int count)
    {
        _observations.Reserve(count);
        _masks?.Reserve(count);
    }
}
