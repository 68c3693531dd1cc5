using Google.Protobuf.Reflection;

namespace DeepQ.Onnx.Guarding;

/// <summary>Computes the memory that a message will take, before any of it is built.</summary>
/// <remarks>
/// Two bytes of a file can become an object of hundreds of bytes: 32 MB of empty nodes become gigabytes. The cost of a
/// field follows from its descriptor, so that none can be forgotten.
/// </remarks>
internal static class ParsedSize
{
    private const int Object = 64;
    private const int Field = 40;
    private const int Element = 16;
    private const int MaxDepth = 32;

    /// <summary>Walks through the bytes of a message.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="message">The type of the message.</param>
    /// <param name="limit">The count at which to stop.</param>
    /// <returns>The count, or a number above the limit.</returns>
    /// <exception cref="InvalidDataException">The bytes are not a message, or one nested too deeply.</exception>
    public static long Of(ReadOnlySpan<byte> bytes, MessageDescriptor message, long limit)
    {
        long size = 0;
        Add(bytes, message, limit, 0, ref size);
        return size;
    }

    private static void Add(ReadOnlySpan<byte> bytes, MessageDescriptor message, long limit, int depth, ref long size)
    {
        if (depth > MaxDepth)
            throw Torn();
        size += Object + (Field * message.Fields.InDeclarationOrder().Count);
        for (int at = 0; at < bytes.Length && size <= limit;)
        {
            ulong tag = Varint(bytes, ref at);
            (ulong number, int wire) = (tag >> 3, (int)(tag & 7));
            if (number is 0 or > 0x1FFF_FFFF)
                throw Torn();
            FieldDescriptor? field = message.FindFieldByNumber((int)number);
            size += field is null ? Object + (Field * 4) : Element;
            switch (wire)
            {
                case 0:
                    Varint(bytes, ref at);
                    break;
                case 1:
                    Skip(bytes, ref at, 8);
                    break;
                case 2:
                    ReadOnlySpan<byte> content = Skip(bytes, ref at, Varint(bytes, ref at));
                    if (field?.FieldType == FieldType.Message)
                        Add(content, field.MessageType, limit, depth + 1, ref size);
                    else
                        size += Content(content, field);
                    break;
                case 5:
                    Skip(bytes, ref at, 4);
                    break;
                default:
                    throw Torn();
            }
        }
    }

    private static long Content(ReadOnlySpan<byte> content, FieldDescriptor? field) => field?.FieldType switch
    {
        FieldType.String => Object + (2L * content.Length),
        FieldType.Float or FieldType.Double => 2L * content.Length,
        FieldType.Int64 or FieldType.Int32 or FieldType.UInt64 => (long)Element * Varints(content),
        _ => Object + content.Length,
    };

    // Each number of a packed list ends in a byte below 128.
    private static int Varints(ReadOnlySpan<byte> content)
    {
        int count = 0;
        foreach (byte value in content)
            count += value < 0x80 ? 1 : 0;
        return count;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (at >= bytes.Length)
                throw Torn();
            byte next = bytes[at++];
            if (shift < 64)
                value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Torn();
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes, ref int at, ulong length)
    {
        if (length > (ulong)(bytes.Length - at))
            throw Torn();
        ReadOnlySpan<byte> skipped = bytes.Slice(at, (int)length);
        at += (int)length;
        return skipped;
    }

    private static InvalidDataException Torn() => new("The message is torn, or nested too deeply.");
}
