namespace Microsoft.ML.Data;

/// <summary>What a transformer adds to a schema that it was given.</summary>
internal interface IRowMapper
{
    /// <summary>The columns it adds. Those below are numbered by their place here.</summary>
    IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

    /// <summary>The indices of the input columns that an added column is made from.</summary>
    IEnumerable<int> DependenciesOf(int outputColumn);

    /// <summary>
    /// A <see cref="ValueGetter{TValue}"/> for each added column that is active, null for the others. What is to be
    /// disposed of with the row goes into <paramref name="owned"/>.
    /// </summary>
    Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive, ICollection<IDisposable> owned);
}
