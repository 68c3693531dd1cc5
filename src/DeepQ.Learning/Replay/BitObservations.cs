using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>
/// Observations of zeros and ones with one bit per value, eight of them in a byte, the first in its lowest bit.
/// </summary>
internal sealed class BitObservations(int observationSize, int capacity, MappedFile? file) : ObservationStore
{
    private const int BitsPerByte = 8;

    private readonly RowStore<byte> _rows = new((observationSize + BitsPerByte - 1) / BitsPerByte, capacity, file);

    public override long MemorySize => _rows.MemorySize;

    public override void Reserve(int rows) => _rows.Reserve(rows);

    public override void RequireStorable(ReadOnlySpan<float> observation)
    {
        int i = 0;
        for (; i <= observation.Length - BitsPerByte; i += BitsPerByte)
        {
            Vector256<float> values = Vector256.Create(observation[i..]);
            Vector256<float> fits = Vector256.Equals(values, Vector256<float>.Zero) | Vector256.Equals(values, Vector256<float>.One);
            if (fits.ExtractMostSignificantBits() != byte.MaxValue)
                break;
        }

        for (; i < observation.Length; i++)
        {
            if (observation[i] is not (0 or 1))
            {
                throw new ArgumentException(
                    $"Value {i} of an observation is {observation[i]}; a space of type {ElementType.UInt8} in [0, 1] allows zeros and " +
                    "ones only, stored as one bit each. Observations with other integers need wider bounds, such as [0, 255].");
            }
        }
    }

    public override void Write(int row, StateRow state)
    {
        ReadOnlySpan<float> observation = state.IsSparse ? state.ToArray() : state.Values;
        Span<byte> bytes = _rows[row];
        int whole = observationSize / BitsPerByte;
        for (int i = 0; i < whole; i++)
        {
            Vector256<float> values = Vector256.Create(observation[(i * BitsPerByte)..]);
            bytes[i] = (byte)Vector256.Equals(values, Vector256<float>.One).ExtractMostSignificantBits();
        }

        bytes[whole..].Clear();
        for (int i = whole * BitsPerByte; i < observationSize; i++)
            bytes[whole] |= (byte)((int)observation[i] << (i % BitsPerByte));
    }

    public override void Prefetch(int row) => _rows.Prefetch(row);

    public override void Read(int row, Span<float> observation)
    {
        ReadOnlySpan<byte> bytes = _rows[row];
        Vector256<uint> places = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        Vector256<uint> one = Vector256<float>.One.AsUInt32();
        int whole = observationSize / BitsPerByte;
        // One check for the row instead of one for each of its bytes.
        ref float first = ref MemoryMarshal.GetReference(observation[..observationSize]);
        for (int i = 0; i < whole; i++)
        {
            Vector256<uint> isSet = Vector256.Equals(Vector256.Create((uint)bytes[i]) & places, places);
            (isSet & one).AsSingle().StoreUnsafe(ref first, (nuint)(i * BitsPerByte));
        }

        for (int i = whole * BitsPerByte; i < observationSize; i++)
            observation[i] = (bytes[whole] >> (i % BitsPerByte)) & 1;
    }

    public override StateRow this[int row] => throw new NotSupportedException("Bits can be read but not viewed as floats.");

    public override void Save(int row, BinaryWriter writer) => writer.Write(_rows[row]);

    public override void Load(int row, BinaryReader reader) => reader.BaseStream.ReadExactly(_rows[row]);

    public override bool AreEqual(int row, ObservationStore other, int otherRow) =>
        _rows[row].SequenceEqual(((BitObservations)other)._rows[otherRow]);
}
