using System.Globalization;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Turns the values of a row into text.</summary>
internal static class TextSlots
{
    /// <summary>An action that appends the slots of a column in the current row.</summary>
    internal static Action<List<TextSlot>> Reader(DataViewRow row, DataViewSchema.Column column)
        => (Action<List<TextSlot>>)typeof(TextSlots)
            .GetMethod(
                column.Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar),
                BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(column.Type.GetItemType().RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [row, column], null);

    private static Action<List<TextSlot>> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        bool key = column.Type is KeyDataViewType;
        return slots =>
        {
            T value = default;
            getter(ref value);
            slots.Add(Slot(value, key));
        };
    }

    private static Action<List<TextSlot>> Vector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        bool key = column.Type.GetItemType() is KeyDataViewType;
        VBuffer<T> values = default;
        return slots =>
        {
            getter(ref values);
            slots.AddRange(values.DenseValues().Select(value => Slot(value, key)));
        };
    }

    private static TextSlot Slot<T>(T value, bool key)
    {
        if (key)
        {
            ulong number = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
            return new TextSlot(number == 0 ? null : $"{number - 1}", number == 0);
        }

        return value switch
        {
            float.NaN or double.NaN => new TextSlot("?", false),
            float x => new TextSlot(x.ToString("R", CultureInfo.InvariantCulture), x == 0),
            double x => new TextSlot(x.ToString("G17", CultureInfo.InvariantCulture), x == 0),
            bool x => new TextSlot(x ? "1" : "0", !x),
            ReadOnlyMemory<char> x => new TextSlot(x.ToString(), x.IsEmpty),
            DateTime x => new TextSlot(x.ToString("O", CultureInfo.InvariantCulture), x == default),
            DateTimeOffset x => new TextSlot(x.ToString("O", CultureInfo.InvariantCulture), x == default),
            TimeSpan x => new TextSlot(x.ToString("c", CultureInfo.InvariantCulture), x == default),
            _ => new TextSlot(Convert.ToString(value, CultureInfo.InvariantCulture), value.Equals(default(T))),
        };
    }
}
