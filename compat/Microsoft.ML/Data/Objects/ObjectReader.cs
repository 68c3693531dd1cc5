namespace Microsoft.ML.Data;

/// <summary>Fills objects from rows of a schema.</summary>
internal sealed class ObjectReader<TRow>
    where TRow : class, new()
{
    private readonly List<(ObjectColumn Target, DataViewSchema.Column Source)> _bound = [];

    internal ObjectReader(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (ObjectColumn target in ObjectSchema.Columns(
            typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(target.Name) is not DataViewSchema.Column source)
            {
                if (ignoreMissingColumns)
                    continue;
                throw new ArgumentOutOfRangeException(nameof(schema), $"Could not find column '{target.Name}'");
            }

            if (!ObjectSetters.CanBind(target, source.Type))
            {
                throw new InvalidOperationException(
                    $"Can't bind the IDataView column '{source.Name}' of type '{source.Type}' to field or property "
                    + $"'{target.Member.Name}' of type '{target.MemberType}'.");
            }

            _bound.Add((target, source));
        }
    }

    /// <summary>The columns that the objects are filled from.</summary>
    internal IEnumerable<DataViewSchema.Column> Columns => _bound.Select(pair => pair.Source);

    /// <summary>An action that fills an object from the current row.</summary>
    internal Action<TRow> Bind(DataViewRow row)
    {
        Action<TRow>[] setters = [.. _bound.Select(pair => ObjectSetters.Create<TRow>(pair.Target, row, pair.Source))];
        return item =>
        {
            foreach (Action<TRow> setter in setters)
                setter(item);
        };
    }

    internal IEnumerable<TRow> ReadAll(IDataView data, bool reuseRowObject)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(Columns);
        Action<TRow> fill = Bind(cursor);
        var item = new TRow();
        while (cursor.MoveNext())
        {
            fill(item);
            yield return item;
            if (!reuseRowObject)
                item = new TRow();
        }
    }
}
