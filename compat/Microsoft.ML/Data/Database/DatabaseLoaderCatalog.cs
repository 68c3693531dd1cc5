using System.Data;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Tables from databases.</summary>
public static class DatabaseLoaderCatalog
{
    public static DatabaseLoader CreateDatabaseLoader(
        this DataOperationsCatalog catalog, params DatabaseLoader.Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DatabaseLoader(columns);
    }

    /// <summary>Reads each member of a type from the column of its name, unless it is marked with numbers.</summary>
    public static DatabaseLoader CreateDatabaseLoader<TInput>(this DataOperationsCatalog catalog)
        => catalog.CreateDatabaseLoader([.. ObjectMembers.All(typeof(TInput)).Select(ColumnOf)]);

    public static DatabaseLoader CreateDatabaseLoader(
        this DataOperationsCatalog catalog, DatabaseLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return catalog.CreateDatabaseLoader(options.Columns);
    }

    private static DatabaseLoader.Column ColumnOf(MemberInfo member)
    {
        Type type = ObjectMembers.TypeOf(member);
        Type item = ObjectMembers.VectorItemType(type) ?? type;
        string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
        DatabaseLoader.Range[] source = member.GetCustomAttribute<LoadColumnAttribute>() is LoadColumnAttribute load
            ? [.. load.Sources.Select(range => new DatabaseLoader.Range(range.Min, range.Max.Value))]
            : [new DatabaseLoader.Range(name)];
        KeyTypeAttribute key = member.GetCustomAttribute<KeyTypeAttribute>();
        return new DatabaseLoader.Column(name, DbTypeOf(item), source, key == null ? null : new KeyCount(key.Count));
    }

    private static DbType DbTypeOf(Type type)
    {
        if (type == typeof(ReadOnlyMemory<char>))
            return DbType.String;
        if (type == typeof(TimeSpan))
            return DbType.Time;
        return Enum.TryParse(type.Name, out DbType found)
            ? found
            : throw new InvalidOperationException($"No database type stands for a member of type {type}.");
    }
}
