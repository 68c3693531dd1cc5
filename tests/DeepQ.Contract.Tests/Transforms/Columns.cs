using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Transforms;

/// <summary>Reads columns and annotations whole, in the form a test compares.</summary>
internal static class Columns
{
    public static T[] Scalars<T>(this IDataView data, string name) => [.. data.GetColumn<T>(data.Schema[name])];

    public static T[][] Vectors<T>(this IDataView data, string name) =>
        [.. data.GetColumn<VBuffer<T>>(data.Schema[name]).Select(vector => vector.DenseValues().ToArray())];

    public static T[] Texts<T>(this IDataView data, string name, Func<ReadOnlyMemory<char>, T> read) =>
        [.. data.GetColumn<ReadOnlyMemory<char>>(data.Schema[name]).Select(read)];

    public static string[] SlotNames(this DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    public static T[] KeyValues<T>(this DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues()];
    }

    public static int[] CategoricalSlotRanges(this DataViewSchema.Column column)
    {
        VBuffer<int> ranges = default;
        column.Annotations.GetValue("CategoricalSlotRanges", ref ranges);
        return [.. ranges.DenseValues()];
    }

    public static string[] Names(this DataViewSchema schema) => [.. schema.Select(column => column.Name)];
}
