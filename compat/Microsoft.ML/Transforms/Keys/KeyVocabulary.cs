using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values that keys stand for: the first for key 1, and so on.</summary>
internal abstract class KeyVocabulary
{
    private protected KeyVocabulary(PrimitiveDataViewType itemType, bool annotateAsText)
    {
        ItemType = itemType;
        AnnotatesAsText = annotateAsText;
    }

    internal PrimitiveDataViewType ItemType { get; }

    /// <summary>Whether the annotation of the key column tells the values as text.</summary>
    internal bool AnnotatesAsText { get; }

    internal abstract int Count { get; }

    // A key type has at least one value, even where there was nothing to learn from.
    internal KeyDataViewType KeyType => new(typeof(uint), Math.Max(1, Count));

    internal abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations);

    /// <summary>The getter of the keys of a column of values.</summary>
    internal abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column source);

    internal abstract void Save(BinaryWriter writer);

    /// <summary>Adds nodes that turn a tensor of values into one of keys.</summary>
    internal abstract string Export(IOnnxGraph graph, string tensor);
}
