using System.Reflection;

namespace Microsoft.ML.Data;

/// <inheritdoc/>
internal sealed class ColumnStore<TValue>(ValueGetter<TValue> source) : ColumnStore
{
    private static readonly Copier Copy = MakeCopier();
    private TValue[] _values = [];

    private delegate void Copier(in TValue source, ref TValue destination);

    internal override void Capture(int slot)
    {
        if (slot >= _values.Length)
            Array.Resize(ref _values, Math.Max(slot + 1, 2 * _values.Length));
        source(ref _values[slot]);
    }

    internal override void Swap(int first, int second)
        => (_values[first], _values[second]) = (_values[second], _values[first]);

    internal override Delegate CreateGetter(Func<int> slot)
        => (ValueGetter<TValue>)((ref TValue value) => Copy(in _values[slot()], ref value));

    // A vector's arrays must stay the store's own: whoever reads it may write into what it gets.
    private static Copier MakeCopier()
    {
        Type type = typeof(TValue);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(VBuffer<>))
            return (in TValue source, ref TValue destination) => destination = source;
        return typeof(ColumnStore<TValue>)
            .GetMethod(nameof(CopyVector), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(type.GenericTypeArguments)
            .CreateDelegate<Copier>();
    }

    private static void CopyVector<TItem>(in VBuffer<TItem> source, ref VBuffer<TItem> destination)
        => source.CopyTo(ref destination);
}
