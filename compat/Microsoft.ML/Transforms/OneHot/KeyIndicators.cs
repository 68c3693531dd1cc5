using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Reads keys as vectors with a one for each.</summary>
internal static class KeyIndicators
{
    /// <summary>One vector for a scalar, one behind the other for a vector.</summary>
    internal static ValueGetter<VBuffer<float>> Indicators<TKey>(
        DataViewRow row, DataViewSchema.Column source, int count)
        where TKey : struct, IBinaryInteger<TKey>
    {
        ValueGetter<VBuffer<TKey>> getKeys = KeysOf<TKey>(row, source);
        VBuffer<TKey> keys = default;
        return (ref VBuffer<float> result) =>
        {
            getKeys(ref keys);
            VBufferEditor<float> editor = VBufferEditor.Create(
                ref result, keys.Length * count, keys.Length, requireIndicesOnDense: true);
            int given = 0;
            foreach ((int place, TKey key) in keys.Items())
            {
                int slot = SlotOf(key, count);
                if (slot < 0)
                    continue;
                editor.Values[given] = 1;
                editor.Indices[given++] = (place * count) + slot;
            }

            result = editor.CommitTruncated(given);
        };
    }

    /// <summary>How often each key occurs.</summary>
    internal static ValueGetter<VBuffer<float>> Counts<TKey>(DataViewRow row, DataViewSchema.Column source, int count)
        where TKey : struct, IBinaryInteger<TKey>
    {
        ValueGetter<VBuffer<TKey>> getKeys = KeysOf<TKey>(row, source);
        VBuffer<TKey> keys = default;
        return (ref VBuffer<float> result) =>
        {
            getKeys(ref keys);
            VBufferEditor<float> editor = VBufferEditor.Create(ref result, count);
            editor.Values.Clear();
            foreach ((int _, TKey key) in keys.Items())
            {
                int slot = SlotOf(key, count);
                if (slot >= 0)
                    editor.Values[slot]++;
            }

            result = editor.Commit();
        };
    }

    private static int SlotOf<TKey>(TKey key, int count)
        where TKey : struct, IBinaryInteger<TKey>
        => key > TKey.CreateSaturating(count) ? -1 : int.CreateTruncating(key) - 1;

    private static ValueGetter<VBuffer<TKey>> KeysOf<TKey>(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is VectorDataViewType)
            return row.GetGetter<VBuffer<TKey>>(source);
        ValueGetter<TKey> getKey = row.GetGetter<TKey>(source);
        return (ref VBuffer<TKey> result) =>
        {
            VBufferEditor<TKey> editor = VBufferEditor.Create(ref result, 1);
            getKey(ref editor.Values[0]);
            result = editor.Commit();
        };
    }
}
