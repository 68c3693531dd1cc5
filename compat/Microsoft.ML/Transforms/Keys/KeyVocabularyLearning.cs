using Microsoft.ML.Data;
using Microsoft.ML.Persistence;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values that keys are to stand for.</summary>
internal static class KeyVocabularyLearning
{
    /// <summary>Learns from the values of a column, in one pass over it.</summary>
    internal static KeyVocabulary Learn(IDataView data, DataViewSchema.Column column, KeyVocabularySettings settings)
        => GenericCall.Invoke<KeyVocabulary>(
            typeof(KeyVocabularyLearning),
            nameof(LearnItems),
            [column.Type.GetItemType().RawType],
            data,
            column,
            settings);

    internal static KeyVocabulary Read(BinaryReader reader)
    {
        var itemType = (PrimitiveDataViewType)DataViewTypePersistence.Read(reader);
        return GenericCall.Invoke<KeyVocabulary>(
            typeof(KeyVocabularyLearning), nameof(ReadItems), [itemType.RawType], reader, itemType);
    }

    private static KeyVocabulary LearnItems<T>(
        IDataView data, DataViewSchema.Column column, KeyVocabularySettings settings)
    {
        var itemType = (PrimitiveDataViewType)column.Type.GetItemType();
        var seen = new HashSet<T>(KeyItems<T>.Equality);
        var values = new List<T>();
        foreach (T value in Items<T>(data, column))
        {
            if (values.Count >= settings.MaximumCount)
                break;
            if (!KeyItems<T>.IsMissing(value, itemType is KeyDataViewType) && seen.Add(value))
                values.Add(Owned(value));
        }

        if (settings.SortByValue)
            values.Sort(KeyItems<T>.Order);
        return new KeyVocabulary<T>(itemType, [.. values], settings.AnnotateAsText);
    }

    private static IEnumerable<T> Items<T>(IDataView data, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> getVector = cursor.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            while (cursor.MoveNext())
            {
                getVector(ref vector);
                foreach (T value in vector.DenseValues())
                    yield return value;
            }
        }
        else
        {
            ValueGetter<T> getScalar = cursor.GetGetter<T>(column);
            T scalar = default;
            while (cursor.MoveNext())
            {
                getScalar(ref scalar);
                yield return scalar;
            }
        }
    }

    // Text may lie in a buffer that the next row overwrites.
    private static T Owned<T>(T value)
        => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;

    private static KeyVocabulary ReadItems<T>(BinaryReader reader, PrimitiveDataViewType itemType)
    {
        bool annotateAsText = reader.ReadBoolean();
        T[] values = [.. ValuePersistence.ReadVector<T>(reader).DenseValues()];
        return new KeyVocabulary<T>(itemType, values, annotateAsText);
    }
}
