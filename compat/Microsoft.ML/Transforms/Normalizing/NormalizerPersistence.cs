using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Persistence;

namespace Microsoft.ML.Transforms;

/// <summary>Normalizers in a model file.</summary>
internal static class NormalizerPersistence
{
    internal static void Write(BinaryWriter writer, ColumnNormalizer normalizer)
    {
        DataViewTypePersistence.Write(writer, normalizer.Type);
        normalizer.Save(writer);
    }

    internal static ColumnNormalizer Read(BinaryReader reader)
    {
        DataViewType type = DataViewTypePersistence.Read(reader);
        return type.GetItemType().RawType == typeof(float) ? Read<float>(reader, type) : Read<double>(reader, type);
    }

    internal static void WriteNumbers<T>(BinaryWriter writer, T[] numbers)
        => ValuePersistence.WriteVector(writer, new VBuffer<T>(numbers.Length, numbers));

    private static ColumnNormalizer Read<T>(BinaryReader reader, DataViewType type)
        where T : struct, IFloatingPointIeee754<T>
    {
        byte code = reader.ReadByte();
        T[] first = [.. ValuePersistence.ReadVector<T>(reader).DenseValues()];
        T[] second = [.. ValuePersistence.ReadVector<T>(reader).DenseValues()];
        return code == AffineNormalizer<T>.Code
            ? new AffineNormalizer<T>(type, first, second)
            : new CumulativeDistributionNormalizer<T>(type, first, second);
    }
}
