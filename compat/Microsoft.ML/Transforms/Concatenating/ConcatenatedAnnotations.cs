using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What is known of joined columns.</summary>
internal static class ConcatenatedAnnotations
{
    internal static DataViewSchema.Annotations Of(DataViewSchema.Column[] sources)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (sources.All(AnnotationBuilding.IsMarkedNormalized))
            builder.AddIsNormalized();
        if (sources.All(source => source.Type.GetValueCount() > 0))
        {
            string[] names = [.. sources.SelectMany(NamesOf)];
            if (names.Any(name => name.Length > 0))
                builder.AddSlotNames(names);
            int[] ranges = [.. RangesOf(sources)];
            if (ranges.Length > 0)
                builder.AddCategoricalSlotRanges(ranges);
        }

        return builder.ToAnnotations();
    }

    private static string[] NamesOf(DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType vector)
            return [source.Name];
        string[] names = AnnotationBuilding.SlotNamesOf(source) ?? new string[vector.Size];
        return [.. names.Select(name => string.IsNullOrEmpty(name) ? "" : $"{source.Name}.{name}")];
    }

    private static IEnumerable<int> RangesOf(DataViewSchema.Column[] sources)
    {
        int offset = 0;
        foreach (DataViewSchema.Column source in sources)
        {
            if (source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.CategoricalSlotRanges) != null)
            {
                VBuffer<int> ranges = default;
                source.Annotations.GetValue(AnnotationKinds.CategoricalSlotRanges, ref ranges);
                foreach (int slot in ranges.DenseValues())
                    yield return offset + slot;
            }

            offset += source.Type.GetValueCount();
        }
    }
}
