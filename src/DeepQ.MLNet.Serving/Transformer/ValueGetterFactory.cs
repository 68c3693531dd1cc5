using DeepQ.MLNet.Columns;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>Creates getters as ML.NET does: of active columns, in their own type.</summary>
internal static class ValueGetterFactory
{
    /// <exception cref="ArgumentOutOfRangeException">The column was not requested.</exception>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public static ValueGetter<TValue> Typed<TValue>(
        PolicySchema schema, bool[] wanted, DataViewSchema.Column column, Func<int, Delegate> getterOf)
    {
        if (column.Index >= wanted.Length || !wanted[column.Index])
        {
            throw new ArgumentOutOfRangeException(
                nameof(column), $"Column '{column.Name}' is not active: request it when creating the cursor.");
        }

        Type raw = schema.Output[column.Index].Type.RawType;
        return typeof(TValue) == raw
            ? (ValueGetter<TValue>)getterOf(column.Index)
            : throw new InvalidOperationException(
                $"Column '{column.Name}' is {raw}; it cannot be read as {typeof(TValue)}.");
    }
}
