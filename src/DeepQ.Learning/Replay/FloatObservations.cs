using System.Runtime.InteropServices;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations of 32-bit floating-point values.</summary>
internal sealed class FloatObservations(int observationSize, int capacity, MappedFile? file) : ObservationStore
{
    private readonly RowStore<float> _rows = new(observationSize, capacity, file);

    public override long MemorySize => _rows.MemorySize;

    public override void Reserve(int rows) => _rows.Reserve(rows);

    public override void RequireStorable(ReadOnlySpan<float> observation)
    {
    }

    public override void Write(int row, StateRow observation) => observation.CopyTo(_rows[row]);

    public override void Prefetch(int row) => _rows.Prefetch(row);

    public override void Read(int row, Span<float> observation) => _rows.Read(row, observation);

    public override StateRow this[int row] => _rows[row];

    public override void Save(int row, BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(_rows[row]));

    public override void Load(int row, BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_rows[row]));

    public override bool AreEqual(int row, ObservationStore other, int otherRow) =>
        _rows[row].SequenceEqual(((FloatObservations)other)._rows[otherRow]);
}
