using Microsoft.ML.Data;

namespace Microsoft.ML.Persistence;

/// <summary>Column types in a model file.</summary>
internal static class DataViewTypePersistence
{
    private const byte Vector = 100;
    private const byte Key = 101;

    private static readonly PrimitiveDataViewType[] Simple =
    [
        NumberDataViewType.SByte,
        NumberDataViewType.Byte,
        NumberDataViewType.Int16,
        NumberDataViewType.UInt16,
        NumberDataViewType.Int32,
        NumberDataViewType.UInt32,
        NumberDataViewType.Int64,
        NumberDataViewType.UInt64,
        NumberDataViewType.Single,
        NumberDataViewType.Double,
        BooleanDataViewType.Instance,
        TextDataViewType.Instance,
        DateTimeDataViewType.Instance,
        DateTimeOffsetDataViewType.Instance,
        TimeSpanDataViewType.Instance,
        RowIdDataViewType.Instance,
    ];

    internal static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(Vector);
                Write(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                writer.Write(Key);
                Write(writer, DataViewTypeExtensions.PrimitiveTypeOf(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                int code = Array.IndexOf(Simple, type);
                if (code < 0)
                    throw new NotSupportedException($"A column of type {type} cannot be saved.");
                writer.Write((byte)code);
                break;
        }
    }

    internal static DataViewType Read(BinaryReader reader)
    {
        byte code = reader.ReadByte();
        switch (code)
        {
            case Vector:
                var item = (PrimitiveDataViewType)Read(reader);
                var dimensions = new int[reader.ReadInt32()];
                for (int i = 0; i < dimensions.Length; i++)
                    dimensions[i] = reader.ReadInt32();
                return new VectorDataViewType(item, dimensions);
            case Key:
                return new KeyDataViewType(Read(reader).RawType, reader.ReadUInt64());
            default:
                return code < Simple.Length
                    ? Simple[code]
                    : throw new FormatException($"The file names a column type {code}, which does not exist.");
        }
    }
}
