using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The annotations that transforms write.</summary>
internal static class AnnotationBuilding
{
    internal static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, params string[] names)
        => builder.AddVector(
            AnnotationKinds.SlotNames, TextDataViewType.Instance, [.. names.Select(name => name.AsMemory())]);

    internal static void AddIsNormalized(this DataViewSchema.Annotations.Builder builder)
        => builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);

    /// <summary>Adds pairs of first and last slot, both inclusive.</summary>
    internal static void AddCategoricalSlotRanges(this DataViewSchema.Annotations.Builder builder, int[] ranges)
    {
        var values = new VBuffer<int>(ranges.Length, ranges);
        builder.Add(
            AnnotationKinds.CategoricalSlotRanges,
            new VectorDataViewType(NumberDataViewType.Int32, ranges.Length / 2, 2),
            (ref VBuffer<int> result) => values.CopyTo(ref result));
    }

    internal static void AddVector<T>(
        this DataViewSchema.Annotations.Builder builder, string kind, PrimitiveDataViewType itemType, T[] items)
    {
        var values = new VBuffer<T>(items.Length, items);
        builder.Add(
            kind,
            new VectorDataViewType(itemType, items.Length),
            (ref VBuffer<T> result) => values.CopyTo(ref result));
    }

    /// <summary>The slot names of a column as text, or null where it has none that fit it.</summary>
    internal static string[] SlotNamesOf(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.SlotNames)?.Type is not VectorDataViewType type
            || type.ItemType is not TextDataViewType
            || type.Size != column.Type.GetValueCount())
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(AnnotationKinds.SlotNames, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    internal static bool IsMarkedNormalized(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.IsNormalized)?.Type is not BooleanDataViewType)
            return false;
        bool normalized = false;
        column.Annotations.GetValue(AnnotationKinds.IsNormalized, ref normalized);
        return normalized;
    }
}
