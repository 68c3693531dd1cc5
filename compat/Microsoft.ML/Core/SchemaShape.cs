using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What an estimator can know of a schema before it has seen data.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of a schema without its hidden columns.</summary>
    internal static SchemaShape Create(DataViewSchema schema)
        => new(schema.Where(column => !column.IsHidden).Select(column => ShapeOf(column)));

    internal static Column ShapeOf(DataViewSchema.Column column)
    {
        Column.VectorKind kind = column.Type switch
        {
            VectorDataViewType { IsKnownSize: true } => Column.VectorKind.Vector,
            VectorDataViewType => Column.VectorKind.VariableVector,
            _ => Column.VectorKind.Scalar,
        };
        DataViewType item = column.Type.GetItemType();
        bool isKey = item is KeyDataViewType;
        return new Column(
            column.Name,
            kind,
            isKey ? DataViewTypeExtensions.PrimitiveTypeOf(item.RawType) : item,
            isKey,
            Create(column.Annotations.Schema));
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        foreach (Column candidate in _columns)
        {
            if (candidate.Name == name)
            {
                column = candidate;
                return true;
            }
        }

        column = default;
        return false;
    }

    /// <summary>The column, or the error that estimators give when it is not there.</summary>
    internal Column FindColumn(string name)
        => TryFindColumn(name, out Column column)
            ? column
            : throw new ArgumentOutOfRangeException("inputSchema", $"Could not find input column '{name}'");

    /// <summary>This shape with columns replaced where the name is taken, appended where it is not.</summary>
    internal SchemaShape With(IEnumerable<Column> columns)
    {
        List<Column> all = [.. _columns];
        foreach (Column column in columns)
        {
            int at = all.FindIndex(old => old.Name == column.Name);
            if (at < 0)
                all.Add(column);
            else
                all[at] = column;
        }

        return new SchemaShape(all);
    }
}
