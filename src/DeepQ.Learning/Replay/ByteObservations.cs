using System.Numerics;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations of whole numbers from 0 to 255, a byte each.</summary>
internal sealed class ByteObservations(int observationSize, int capacity, MappedFile? file) : ObservationStore
{
    private readonly RowStore<byte> _rows = new(observationSize, capacity, file);

    public override long MemorySize => _rows.MemorySize;

    public override void Reserve(int rows) => _rows.Reserve(rows);

    public override void RequireStorable(ReadOnlySpan<float> observation)
    {
        int i = 0;
        for (; i <= observation.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> values = new(observation[i..]);
            Vector<float> inRange = Vector.Clamp(values, Vector<float>.Zero, new Vector<float>(byte.MaxValue));
            if (!Vector.EqualsAll(values, Vector.Floor(inRange)))
                break;
        }

        for (; i < observation.Length; i++)
        {
            if (observation[i] != (byte)observation[i])
            {
                throw new ArgumentException(
                    $"Value {i} of an observation is {observation[i]}; a byte holds whole numbers from 0 to 255. " +
                    $"Observations with other values have the element type {ElementType.Float32}.");
            }
        }
    }

    public override void Write(int row, StateRow state)
    {
        ReadOnlySpan<float> observation = state.IsSparse ? state.ToArray() : state.Values;
        Span<byte> values = _rows[row];
        int width = Vector<float>.Count;
        int i = 0;
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            ReadOnlySpan<float> part = observation[i..];
            Vector<ushort> low = Vector.Narrow(Whole(part), Whole(part[width..]));
            Vector<ushort> high = Vector.Narrow(Whole(part[(2 * width)..]), Whole(part[(3 * width)..]));
            Vector.Narrow(low, high).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
            values[i] = (byte)observation[i];

        static Vector<uint> Whole(ReadOnlySpan<float> values) => Vector.ConvertToUInt32(new Vector<float>(values));
    }

    public override void Prefetch(int row) => _rows.Prefetch(row);

    public override void Read(int row, Span<float> observation)
    {
        ReadOnlySpan<byte> values = _rows[row];
        int width = Vector<float>.Count;
        int i = 0;
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Span<float> part = observation[i..];
            Vector.Widen(new Vector<byte>(values[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Widen(low, part);
            Widen(high, part[(2 * width)..]);
        }

        for (; i < values.Length; i++)
            observation[i] = values[i];

        void Widen(Vector<ushort> source, Span<float> target)
        {
            Vector.Widen(source, out Vector<uint> low, out Vector<uint> high);
            Vector.ConvertToSingle(Vector.AsVectorInt32(low)).CopyTo(target);
            Vector.ConvertToSingle(Vector.AsVectorInt32(high)).CopyTo(target[width..]);
        }
    }

    public override StateRow this[int row] => throw new NotSupportedException("Bytes are read, and not seen as floats.");

    public override void Save(int row, BinaryWriter writer) => writer.Write(_rows[row]);

    public override void Load(int row, BinaryReader reader) => reader.BaseStream.ReadExactly(_rows[row]);

    public override bool AreEqual(int row, ObservationStore other, int otherRow) =>
        _rows[row].SequenceEqual(((ByteObservations)other)._rows[otherRow]);
}
