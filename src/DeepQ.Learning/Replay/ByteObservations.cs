using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations of integers from 0 to 255 with one byte per value.</summary>
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
                    $"Value {i} of an observation is {observation[i]}; a byte stores integers from 0 to 255. " +
                    $"Observations with other values need the element type {ElementType.Float32}.");
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
        // One check for the row instead of one for each of its vectors.
        ref float target = ref MemoryMarshal.GetReference(observation[..values.Length]);
        ref byte source = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length, i = 0;
        for (; i + 16 <= length; i += 16)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, i));
            Store(low, ref target, i);
            Store(high, ref target, i + 8);
        }

        for (; i < length; i++)
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);

        static void Store(Vector128<ushort> values, ref float target, nuint at)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(values);
            Vector128.ConvertToSingle(low.AsInt32()).StoreUnsafe(ref target, at);
            Vector128.ConvertToSingle(high.AsInt32()).StoreUnsafe(ref target, at + 4);
        }
    }

    public override StateRow this[int row] => throw new NotSupportedException("Bytes can be read but not viewed as floats.");

    public override void Save(int row, BinaryWriter writer) => writer.Write(_rows[row]);

    public override void Load(int row, BinaryReader reader) => reader.BaseStream.ReadExactly(_rows[row]);

    public override bool AreEqual(int row, ObservationStore other, int otherRow) =>
        _rows[row].SequenceEqual(((ByteObservations)other)._rows[otherRow]);
}
