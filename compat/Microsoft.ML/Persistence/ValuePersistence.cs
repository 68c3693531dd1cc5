using Microsoft.ML.Data;

namespace Microsoft.ML.Persistence;

/// <summary>Single values and vectors in a model file.</summary>
internal static class ValuePersistence
{
    internal static void WriteVector<T>(BinaryWriter writer, in VBuffer<T> values)
    {
        writer.Write(values.Length);
        writer.Write(values.GetValues().Length);
        foreach (T value in values.GetValues())
            Write(writer, value);
        foreach (int index in values.GetIndices())
            writer.Write(index);
    }

    internal static VBuffer<T> ReadVector<T>(BinaryReader reader)
    {
        int length = reader.ReadInt32();
        var values = new T[reader.ReadInt32()];
        for (int i = 0; i < values.Length; i++)
            values[i] = Read<T>(reader);
        var indices = new int[values.Length < length ? values.Length : 0];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = reader.ReadInt32();
        return new VBuffer<T>(length, values.Length, values, indices);
    }

    internal static void Write<T>(BinaryWriter writer, T value)
    {
        switch (value)
        {
            case bool x: writer.Write(x); break;
            case sbyte x: writer.Write(x); break;
            case byte x: writer.Write(x); break;
            case short x: writer.Write(x); break;
            case ushort x: writer.Write(x); break;
            case int x: writer.Write(x); break;
            case uint x: writer.Write(x); break;
            case long x: writer.Write(x); break;
            case ulong x: writer.Write(x); break;
            case float x: writer.Write(x); break;
            case double x: writer.Write(x); break;
            case ReadOnlyMemory<char> x: writer.Write(x.ToString()); break;
            case DateTime x: writer.Write(x.ToBinary()); break;
            case TimeSpan x: writer.Write(x.Ticks); break;
            case DateTimeOffset x: writer.Write(x.Ticks); writer.Write(x.Offset.Ticks); break;
            case DataViewRowId x: writer.Write(x.Low); writer.Write(x.High); break;
            default: throw new NotSupportedException($"A value of type {typeof(T)} cannot be saved.");
        }
    }

    internal static T Read<T>(BinaryReader reader) => (T)Read(reader, typeof(T));

    private static object Read(BinaryReader reader, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => reader.ReadBoolean(),
        TypeCode.SByte => reader.ReadSByte(),
        TypeCode.Byte => reader.ReadByte(),
        TypeCode.Int16 => reader.ReadInt16(),
        TypeCode.UInt16 => reader.ReadUInt16(),
        TypeCode.Int32 => reader.ReadInt32(),
        TypeCode.UInt32 => reader.ReadUInt32(),
        TypeCode.Int64 => reader.ReadInt64(),
        TypeCode.UInt64 => reader.ReadUInt64(),
        TypeCode.Single => reader.ReadSingle(),
        TypeCode.Double => reader.ReadDouble(),
        TypeCode.DateTime => DateTime.FromBinary(reader.ReadInt64()),
        _ when type == typeof(ReadOnlyMemory<char>) => reader.ReadString().AsMemory(),
        _ when type == typeof(TimeSpan) => new TimeSpan(reader.ReadInt64()),
        _ when type == typeof(DateTimeOffset)
            => new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64())),
        _ when type == typeof(DataViewRowId) => new DataViewRowId(reader.ReadUInt64(), reader.ReadUInt64()),
        _ => throw new NotSupportedException($"A value of type {type} cannot be loaded."),
    };
}
