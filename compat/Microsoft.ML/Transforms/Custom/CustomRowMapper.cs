using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The user's code bound to the columns of a schema: it runs once a row, when a value is asked for.</summary>
internal sealed class CustomRowMapper<TSrc, TDst>(
    DataViewSchema inputSchema,
    Action<TSrc, TDst> map,
    SchemaDefinition inputDefinition,
    SchemaDefinition outputDefinition,
    DataViewSchema addedSchema) : IRowMapper
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly ObjectReader<TSrc> _reader = new(inputSchema, ignoreMissingColumns: false, inputDefinition);

    public IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; } =
        [.. addedSchema.Select(column => new DataViewSchema.DetachedColumn(column))];

    public IEnumerable<int> DependenciesOf(int outputColumn) => _reader.Columns.Select(column => column.Index);

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive, ICollection<IDisposable> owned)
    {
        bool[] active = [.. addedSchema.Select(column => isActive(column.Index))];
        if (!active.Contains(true))
            return new Delegate[active.Length];
        Action moveOn = CreateMapping(input, out ObjectRow<TDst> result);
        return [.. addedSchema.Select(column => active[column.Index]
            ? GenericCall.Invoke<Delegate>(
                typeof(CustomRowMapper<TSrc, TDst>), nameof(Getter), [column.Type.RawType], moveOn, result, column)
            : null)];
    }

    private static ValueGetter<T> Getter<T>(Action moveOn, ObjectRow<TDst> result, DataViewSchema.Column column)
    {
        ValueGetter<T> getValue = result.GetGetter<T>(column);
        return (ref T value) =>
        {
            moveOn();
            getValue(ref value);
        };
    }

    private Action CreateMapping(DataViewRow input, out ObjectRow<TDst> result)
    {
        Action<TSrc> fill = _reader.Bind(input);
        var row = new ObjectRow<TDst>(outputDefinition);
        var source = new TSrc();
        var destination = new TDst();
        long mapped = -1;
        result = row;
        return () =>
        {
            if (mapped == input.Position)
                return;
            if (input.Position < 0)
                throw new InvalidOperationException("Cannot get value as the cursor is not in a good state");
            fill(source);
            map(source, destination);
            row.MoveTo(destination);
            mapped = input.Position;
        };
    }
}
