using Microsoft.ML.Data;
using Microsoft.ML.Persistence;

namespace Microsoft.ML.Transforms;

/// <summary>The values of one type that keys stand for.</summary>
internal sealed class KeyVocabulary<T> : KeyVocabulary
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys;

    internal KeyVocabulary(PrimitiveDataViewType itemType, T[] values, bool annotateAsText)
        : base(itemType, annotateAsText)
    {
        _values = values;
        _keys = new Dictionary<T, uint>(KeyItems<T>.Equality);
        for (int i = 0; i < values.Length; i++)
            _keys.Add(values[i], (uint)i + 1);
    }

    internal override int Count => _values.Length;

    internal override void AddKeyValues(DataViewSchema.Annotations.Builder annotations)
    {
        if (AnnotatesAsText)
        {
            Func<T, ReadOnlyMemory<char>> toText = ItemConversions.Get<T, ReadOnlyMemory<char>>();
            annotations.AddVector(AnnotationKinds.KeyValues, TextDataViewType.Instance, [.. _values.Select(toText)]);
        }
        else
        {
            annotations.AddVector(AnnotationKinds.KeyValues, ItemType, _values);
        }
    }

    internal override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column source)
        => ItemGetters.Mapped<T, uint>(row, source, value => _keys.GetValueOrDefault(value), keepSparse: false);

    internal override void Save(BinaryWriter writer)
    {
        DataViewTypePersistence.Write(writer, ItemType);
        writer.Write(AnnotatesAsText);
        ValuePersistence.WriteVector(writer, new VBuffer<T>(_values.Length, _values));
    }

    internal override string Export(IOnnxGraph graph, string tensor)
        => KeyExport.ToKeys(graph, tensor, ItemType, _values);
}
