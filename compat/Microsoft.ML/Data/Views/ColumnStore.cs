using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Values of one column, kept in numbered slots.</summary>
internal abstract class ColumnStore
{
    /// <summary>A store for the column, filled from the row that it is read in.</summary>
    internal static ColumnStore Create(DataViewRow source, DataViewSchema.Column column)
        => (ColumnStore)typeof(ColumnStore)
            .GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(column.Type.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [source, column], null);

    /// <summary>Puts the value of the current row into a slot.</summary>
    internal abstract void Capture(int slot);

    internal abstract void Swap(int first, int second);

    /// <summary>A getter for the slot that is current when it is called.</summary>
    internal abstract Delegate CreateGetter(Func<int> slot);

    private static ColumnStore<TValue> CreateTyped<TValue>(DataViewRow source, DataViewSchema.Column column)
        => new(source.GetGetter<TValue>(column));
}
