namespace DeepQ.Learning;

/// <summary>Observations of whole numbers from 0 to 255, a byte each.</summary>
internal sealed class ByteObservations(int observationSize, int rows) : ObservationStore
{
    private readonly RowStore<byte> _rows = new(observationSize, rows);

    public override long MemorySize => _rows.MemorySize;

    public override void Reserve(int rows) => _rows.Reserve(rows);

    public override void RequireStorable(ReadOnlySpan<float> observation)
    {
        for (int i = 0; i < observation.Length; i++)
        {
            if (observation[i] != (byte)observation[i])
            {
                throw new ArgumentException(
                    $"Value {i} of an observation is {observation[i]}; a byte holds whole numbers from 0 to 255. " +
                    $"Observations with other values have the element type {ElementType.Float32}.");
            }
        }
    }

    public override void Write(int row, ReadOnlySpan<float> observation)
    {
        Span<byte> values = _rows[row];
        for (int i = 0; i < values.Length; i++)
            values[i] = (byte)observation[i];
    }

    public override void Read(int row, Span<float> observation)
    {
        ReadOnlySpan<byte> values = _rows[row];
        for (int i = 0; i < values.Length; i++)
            observation[i] = values[i];
    }

    public override Span<byte> Bytes(int row) => _rows[row];

    public override bool AreEqual(int row, int other) => _rows[row].SequenceEqual(_rows[other]);
}
