using System.Reflection;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Tables from delimited text and back.</summary>
public static class TextLoaderSaverCatalog
{
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextDataView(
            path, NewOptions(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse));
    }

    /// <summary>Reads the columns that the members of a type are marked with.</summary>
    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
        => catalog.LoadFromTextFile(
            path, ColumnsOf(typeof(TInput)), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new TextDataView(path, options, ColumnsOf(typeof(TInput)));
    }

    /// <summary>Reads a file by options, or by what <see cref="SaveAsText"/> wrote at its head.</summary>
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextDataView(path, options?.Columns == null ? TextSchemaHead.Read(path, options) : options);
    }

    /// <summary>
    /// Writes a table, vectors as a field for each slot. Lines that are mostly empty are written sparsely unless
    /// <paramref name="forceDense"/> says otherwise.
    /// </summary>
    public static void SaveAsText(
        this DataOperationsCatalog catalog,
        IDataView data,
        Stream stream,
        char separatorChar = '\t',
        bool headerRow = true,
        bool schema = true,
        bool keepHidden = false,
        bool forceDense = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        using IChannel channel = catalog.Environment.Register("TextSaver").Start("Saving");
        var writer = new TextTableWriter(data, separatorChar, keepHidden, forceDense);
        long rows = writer.Write(stream, headerRow, schema);
        channel.Info(MessageSensitivity.None, $"Wrote {rows} rows of length {writer.SlotCount}");
    }

    private static TextLoader.Options NewOptions(
        TextLoader.Column[] columns,
        char separatorChar,
        bool hasHeader,
        bool allowQuoting,
        bool trimWhitespace,
        bool allowSparse)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new TextLoader.Options
        {
            Columns = columns,
            Separators = [separatorChar],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        };
    }

    private static TextLoader.Column[] ColumnsOf(Type type)
        => [.. ObjectMembers.All(type).Select(ColumnOf)];

    private static TextLoader.Column ColumnOf(MemberInfo member)
    {
        LoadColumnAttribute load = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw new InvalidOperationException($"The member '{member.Name}' has no LoadColumn attribute.");
        Type type = ObjectMembers.TypeOf(member);
        Type vectorItem = ObjectMembers.VectorItemType(type);
        PrimitiveDataViewType item = DataViewTypeExtensions.PrimitiveTypeOf(vectorItem ?? type);
        DataKind kind = Enum.GetValues<DataKind>().FirstOrDefault(candidate => candidate.ToDataViewType() == item);
        if (kind == default)
            throw new InvalidOperationException($"The member '{member.Name}' is a {type}, which no text is read as.");
        KeyTypeAttribute key = member.GetCustomAttribute<KeyTypeAttribute>();
        string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
        TextLoader.Range[] source = load.Sources;
        if (vectorItem != null && source is [{ } single] && single.Min == single.Max)
            source = [new TextLoader.Range(single.Min) { ForceVector = true }];
        return new TextLoader.Column(name, kind, source, key == null ? null : new KeyCount(key.Count));
    }
}
