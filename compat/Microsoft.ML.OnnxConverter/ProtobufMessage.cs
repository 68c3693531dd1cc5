using Google.Protobuf;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>A message being written, field by field.</summary>
internal sealed class ProtobufMessage
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _writer;

    internal ProtobufMessage() => _writer = new CodedOutputStream(_bytes);

    internal ProtobufMessage Number(int field, long value)
    {
        _writer.WriteTag(field, WireFormat.WireType.Varint);
        _writer.WriteInt64(value);
        return this;
    }

    internal ProtobufMessage Single(int field, float value)
    {
        _writer.WriteTag(field, WireFormat.WireType.Fixed32);
        _writer.WriteFloat(value);
        return this;
    }

    internal ProtobufMessage Text(int field, string value)
    {
        _writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _writer.WriteString(value);
        return this;
    }

    internal ProtobufMessage Bytes(int field, byte[] value)
    {
        _writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _writer.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
        return this;
    }

    internal ProtobufMessage Message(int field, ProtobufMessage value) => Bytes(field, value.ToBytes());

    internal byte[] ToBytes()
    {
        _writer.Flush();
        return _bytes.ToArray();
    }
}
