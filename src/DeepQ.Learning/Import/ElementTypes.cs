using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepQ.Learning.Import;

/// <summary>The numeric types of tensors in files, by their names in safetensors and in PyTorch storages.</summary>
internal sealed record ElementTypes(int Size, Func<byte[], float[]> ToFloats)
{
    private static readonly ElementTypes Float16 = new(2, bytes => Read(bytes, 2, at => (float)BinaryPrimitives.ReadHalfLittleEndian(at)));
    private static readonly ElementTypes Brain16 = new(
        2, bytes => Read(bytes, 2, at => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(at) << 16)));
    private static readonly ElementTypes Float32 = new(4, bytes => MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    private static readonly ElementTypes Float64 = new(8, bytes => Read(bytes, 8, at => (float)BinaryPrimitives.ReadDoubleLittleEndian(at)));
    private static readonly ElementTypes Int64 = new(8, bytes => Read(bytes, 8, at => BinaryPrimitives.ReadInt64LittleEndian(at)));
    private static readonly ElementTypes Int32 = new(4, bytes => Read(bytes, 4, at => BinaryPrimitives.ReadInt32LittleEndian(at)));
    private static readonly ElementTypes Int16 = new(2, bytes => Read(bytes, 2, at => BinaryPrimitives.ReadInt16LittleEndian(at)));
    private static readonly ElementTypes Int8 = new(1, bytes => Read(bytes, 1, at => (sbyte)at[0]));
    private static readonly ElementTypes UInt8 = new(1, bytes => Read(bytes, 1, at => at[0]));

    private delegate float Reader(ReadOnlySpan<byte> at);

    /// <summary>Returns the type with a name; null if it is not supported.</summary>
    public static ElementTypes? Of(string name) => name switch
    {
        "F16" or "HalfStorage" => Float16,
        "BF16" or "BFloat16Storage" => Brain16,
        "F32" or "FloatStorage" => Float32,
        "F64" or "DoubleStorage" => Float64,
        "I64" or "LongStorage" => Int64,
        "I32" or "IntStorage" => Int32,
        "I16" or "ShortStorage" => Int16,
        "I8" or "CharStorage" => Int8,
        "U8" or "BOOL" or "ByteStorage" or "BoolStorage" => UInt8,
        _ => null,
    };

    private static float[] Read(byte[] bytes, int size, Reader one)
    {
        float[] values = new float[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
            values[i] = one(bytes.AsSpan(i * size, size));
        return values;
    }
}
