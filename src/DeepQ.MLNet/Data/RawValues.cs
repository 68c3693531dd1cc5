using System.Numerics;
using System.Text;
using DeepQ.MLNet.Transformer;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Finds the raw columns whose value in the current row cannot be learned from.</summary>
internal static class RawValues
{
    /// <summary>Names each such column with its value, as the part of a sentence; empty if there is none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The raw columns; columns other than numbers are skipped.</param>
    public static string Blame(DataViewRow row, IEnumerable<DataViewSchema.Column> columns)
    {
        StringBuilder blame = new();
        foreach (DataViewSchema.Column column in columns.DistinctBy(column => column.Index))
            blame.Append(Problem(row, column));
        return blame.ToString();
    }

    private static string? Problem(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        NumberDataViewType type when type == NumberDataViewType.Single => OfNumber<float>(row, column),
        NumberDataViewType type when type == NumberDataViewType.Double => OfNumber<double>(row, column),
        VectorDataViewType { ItemType: var item } when item == NumberDataViewType.Single => OfVector<float>(row, column),
        VectorDataViewType { ItemType: var item } when item == NumberDataViewType.Double => OfVector<double>(row, column),
        _ => null,
    };

    private static string? OfNumber<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumber<T>
    {
        T value = default;
        row.GetGetter<T>(column)(ref value);
        return IsUsable(value) ? null : FormattableString.Invariant($"; '{column.Name}' has {value}");
    }

    private static string? OfVector<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumber<T>
    {
        VBuffer<T> values = default;
        row.GetGetter<VBuffer<T>>(column)(ref values);
        foreach ((int position, T value) in values.Items())
        {
            if (!IsUsable(value))
                return FormattableString.Invariant($"; '{column.Name}' has {value} at position {position}{SlotNames.Of(column, position)}");
        }

        return null;
    }

    private static bool IsUsable<T>(T value)
        where T : struct, INumber<T> => Magnitude.Problem(float.CreateSaturating(value)) is null;
}
