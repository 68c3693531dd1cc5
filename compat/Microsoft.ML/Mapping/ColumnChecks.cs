namespace Microsoft.ML.Data;

/// <summary>The errors that rows give when they are asked for the wrong column.</summary>
internal static class ColumnChecks
{
    internal static int IndexIn(DataViewSchema schema, DataViewSchema.Column column)
        => (uint)column.Index < (uint)schema.Count
            ? column.Index
            : throw new ArgumentOutOfRangeException(
                nameof(column), $"There are {schema.Count} columns and none has the index {column.Index}.");

    internal static void ThrowIfInactive(DataViewSchema.Column column, bool active)
    {
        if (!active)
        {
            throw new ArgumentOutOfRangeException(
                nameof(column), $"Column '{column.Name}' is not active: name it when the cursor is made.");
        }
    }

    internal static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"Column '{column.Name}' is read as {column.Type.RawType}, not as {typeof(TValue)}.");
}
