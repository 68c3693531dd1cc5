namespace Microsoft.ML.Transforms;

/// <summary>A column that a transformer adds.</summary>
/// <param name="Column">Its name, type and annotations.</param>
/// <param name="Dependencies">The indices of the input columns it is made from.</param>
/// <param name="CreateGetter">Makes the <see cref="ValueGetter{TValue}"/> of it for a row.</param>
internal sealed record MappedColumn(
    DataViewSchema.DetachedColumn Column, int[] Dependencies, Func<DataViewRow, Delegate> CreateGetter);
