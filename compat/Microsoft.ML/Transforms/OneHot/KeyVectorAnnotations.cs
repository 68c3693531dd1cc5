using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What is known of vectors that are made of keys.</summary>
internal static class KeyVectorAnnotations
{
    internal static DataViewSchema.Annotations Of(DataViewSchema.Column source, int count, bool counts)
    {
        bool isVector = source.Type is VectorDataViewType;
        int groups = counts ? 1 : source.Type.GetValueCount();
        var annotations = new DataViewSchema.Annotations.Builder();
        string[] keys = TextsOf(source, count);
        if (keys != null && groups > 0)
            annotations.AddSlotNames(isVector && !counts ? Grouped(source, groups, keys) : keys);
        if (!counts && groups > 0)
        {
            annotations.AddCategoricalSlotRanges(
                [.. Enumerable.Range(0, groups).SelectMany(group => Ends(group, count))]);
        }

        if (!counts || !isVector)
            annotations.AddIsNormalized();
        return annotations.ToAnnotations();
    }

    private static int[] Ends(int group, int count) => [group * count, ((group + 1) * count) - 1];

    private static string[] Grouped(DataViewSchema.Column source, int groups, string[] keys)
    {
        string[] slots = AnnotationBuilding.SlotNamesOf(source);
        return [.. Enumerable.Range(0, groups).SelectMany(
            group => keys.Select(key => $"{slots?[group] ?? $"[{group}]"}.{key}"))];
    }

    private static string[] TextsOf(DataViewSchema.Column source, int count)
    {
        if (source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is not VectorDataViewType type
            || type.ItemType is not TextDataViewType
            || type.Size != count)
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> texts = default;
        source.Annotations.GetValue(AnnotationKinds.KeyValues, ref texts);
        return [.. texts.DenseValues().Select(text => text.ToString())];
    }
}
