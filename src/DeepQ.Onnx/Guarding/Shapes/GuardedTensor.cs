using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding.Shapes;

/// <summary>Checks that a tensor's content matches its declaration and is in the file itself.</summary>
internal static class GuardedTensor
{
    /// <summary>Checks that its values are in the file.</summary>
    /// <exception cref="PolicyFormatException">They are not in the file.</exception>
    public static void CheckInside(TensorProto tensor)
    {
        if (tensor.DataLocation != 0 || tensor.ExternalData.Count > 0)
            throw Refused(tensor, "is stored in another file, but a policy must be one file");
        if (!tensor.Segment.IsEmpty)
            throw Refused(tensor, "is a part of a larger one");
    }

    /// <exception cref="PolicyFormatException">Its content does not match its declaration.</exception>
    public static void Check(TensorProto tensor)
    {
        long count = Count(tensor);
        OnnxElementType type = (OnnxElementType)tensor.DataType;
        int size = SizeOf(type) ?? throw Refused(tensor, $"has elements of the type {tensor.DataType}");
        int typed = TypedCount(tensor, type);
        bool raw = tensor.RawData.Length > 0;
        if (raw ? typed > 0 || size == 0 || tensor.RawData.Length != count * size : typed != count)
        {
            throw Refused(
                tensor, $"has {(raw ? $"{tensor.RawData.Length} bytes" : $"{typed} values")} for {count} values of {type}");
        }

        if (!IsFinite(tensor, type))
            throw Refused(tensor, "has a NaN or an infinity");
    }

    /// <summary>Returns the known properties of the value; a tensor in an attribute is also checked here.</summary>
    /// <exception cref="PolicyFormatException">Its content does not match its declaration.</exception>
    public static GuardedValue Value(TensorProto tensor)
    {
        Check(tensor);
        GuardedShape shape = GuardedShape.Fixed([.. tensor.Dims]);
        return new((OnnxElementType)tensor.DataType, shape, shape.Rank <= 1 ? Wholes(tensor, shape.Count) : null);
    }

    private static Length[]? Wholes(TensorProto tensor, long count) => (OnnxElementType)tensor.DataType switch
    {
        _ when count > GuardedValue.MostKnown => null,
        OnnxElementType.Int64 => Followed(tensor.RawData.Length > 0
            ? MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray()
            : tensor.Int64Data),
        OnnxElementType.Int32 => Followed(tensor.RawData.Length > 0
            ? MemoryMarshal.Cast<byte, int>(tensor.RawData.Span).ToArray().Select(value => (long)value)
            : tensor.Int32Data.Select(value => (long)value)),
        _ => null,
    };

    private static Length[] Followed(IEnumerable<long> values) => [.. values.Select(value => new Length(value))];

    private static long Count(TensorProto tensor)
    {
        if (tensor.Dims.Count > GuardedShape.MaxRank)
            throw Refused(tensor, $"has {tensor.Dims.Count} axes");
        Int128 count = 1;
        foreach (long length in tensor.Dims)
        {
            count *= length;
            if (length < 1 || count > int.MaxValue)
                throw Refused(tensor, $"has the impossible shape ({string.Join(", ", tensor.Dims)})");
        }

        return (long)count;
    }

    /// <summary>Returns the bytes of an element; 0 for text, null for types that no model may have.</summary>
    public static int? SizeOf(OnnxElementType type) => type switch
    {
        OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Boolean => 1,
        OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 => 2,
        OnnxElementType.Float32 or OnnxElementType.Int32 or OnnxElementType.UInt32 => 4,
        OnnxElementType.Float64 or OnnxElementType.Int64 or OnnxElementType.UInt64 => 8,
        OnnxElementType.Text => 0,
        _ => null,
    };

    private static int TypedCount(TensorProto tensor, OnnxElementType type) => type switch
    {
        OnnxElementType.Float32 => tensor.FloatData.Count,
        OnnxElementType.Float64 => tensor.DoubleData.Count,
        OnnxElementType.Int64 => tensor.Int64Data.Count,
        OnnxElementType.UInt32 or OnnxElementType.UInt64 => tensor.Uint64Data.Count,
        OnnxElementType.Text => tensor.StringData.Count,
        _ => tensor.Int32Data.Count,
    };

    private static bool IsFinite(TensorProto tensor, OnnxElementType type)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        int size = SizeOf(type)!.Value;
        for (int at = 0; at < raw.Length; at += size)
        {
            if (!IsFinite(raw[at..], type))
                return false;
        }

        return tensor.FloatData.All(float.IsFinite)
            && tensor.DoubleData.All(double.IsFinite)
            && (type != OnnxElementType.Float16
                || tensor.Int32Data.All(bits => Half.IsFinite(BitConverter.UInt16BitsToHalf((ushort)bits))));
    }

    private static bool IsFinite(ReadOnlySpan<byte> element, OnnxElementType type) => type switch
    {
        OnnxElementType.Float32 => float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(element)),
        OnnxElementType.Float64 => double.IsFinite(BinaryPrimitives.ReadDoubleLittleEndian(element)),
        OnnxElementType.Float16 => Half.IsFinite(BinaryPrimitives.ReadHalfLittleEndian(element)),
        _ => true,
    };

    private static PolicyFormatException Refused(TensorProto tensor, string what) =>
        Refusal.Because($"has the weight '{Refusal.Short(tensor.Name)}', which {what}");
}
