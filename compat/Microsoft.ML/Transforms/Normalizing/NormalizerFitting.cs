using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns normalizers in one pass over the data.</summary>
internal static class NormalizerFitting
{
    internal static ColumnNormalizer[] Fit(
        IDataView data, DataViewSchema.Column[] columns, NormalizationSettings settings)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        SlotCollector[] collectors = [.. columns.Select(column => CollectorOf(cursor, column))];
        for (long row = 0; row < settings.MaximumExampleCount && cursor.MoveNext(); row++)
        {
            foreach (SlotCollector collector in collectors)
                collector.Collect();
        }

        return [.. collectors.Select(collector => collector.Finish(settings))];
    }

    private static SlotCollector CollectorOf(DataViewRow row, DataViewSchema.Column column)
        => column.Type.GetItemType().RawType == typeof(float)
            ? CollectorOf<float>(row, column)
            : CollectorOf<double>(row, column);

    private static SlotCollector CollectorOf<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IFloatingPointIeee754<T>
    {
        var slots = new SlotStatistics<T>[column.Type.GetValueCount()];
        Array.Fill(slots, new SlotStatistics<T>());
        ColumnNormalizer Finish(NormalizationSettings settings) => settings.Method switch
        {
            NormalizationMethod.MinMax => AffineNormalizer<T>.FitMinMax(column.Type, slots, settings.FixZero),
            NormalizationMethod.MeanVariance =>
                AffineNormalizer<T>.FitMeanVariance(column.Type, slots, settings.FixZero),
            _ => CumulativeDistributionNormalizer<T>.Fit(column.Type, slots),
        };

        return new SlotCollector(CollectInto(row, column, slots), Finish);
    }

    private static Action CollectInto<T>(DataViewRow row, DataViewSchema.Column column, SlotStatistics<T>[] slots)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> getScalar = row.GetGetter<T>(column);
            T scalar = default;
            return () =>
            {
                getScalar(ref scalar);
                slots[0].Add(scalar);
            };
        }

        ValueGetter<VBuffer<T>> getVector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        var dense = new T[slots.Length];
        return () =>
        {
            getVector(ref vector);
            vector.CopyTo(dense);
            for (int i = 0; i < dense.Length; i++)
                slots[i].Add(dense[i]);
        };
    }

    private sealed record SlotCollector(Action Collect, Func<NormalizationSettings, ColumnNormalizer> Finish);
}
