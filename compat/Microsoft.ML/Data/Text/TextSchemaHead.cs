using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The head of a text file that says how it is to be read: lines that begin with "#@".</summary>
internal static class TextSchemaHead
{
    private const string Mark = "#@";

    private static readonly (string Code, DataKind Kind)[] Codes =
    [
        ("I1", DataKind.SByte),
        ("U1", DataKind.Byte),
        ("I2", DataKind.Int16),
        ("U2", DataKind.UInt16),
        ("I4", DataKind.Int32),
        ("U4", DataKind.UInt32),
        ("I8", DataKind.Int64),
        ("U8", DataKind.UInt64),
        ("R4", DataKind.Single),
        ("R8", DataKind.Double),
        ("TX", DataKind.String),
        ("BL", DataKind.Boolean),
        ("TS", DataKind.TimeSpan),
        ("DT", DataKind.DateTime),
        ("DZ", DataKind.DateTimeOffset),
    ];

    internal static void Write(
        TextWriter writer, IEnumerable<DataViewSchema.Column> columns, char separator, bool header)
    {
        writer.WriteLine($"{Mark} TextLoader{{");
        if (header)
            writer.WriteLine($"{Mark}   header+");
        writer.WriteLine($"{Mark}   sep={(separator == '\t' ? "tab" : separator == ',' ? "comma" : separator)}");
        int field = 0;
        foreach (DataViewSchema.Column column in columns)
        {
            int last = field + column.Type.GetValueCount() - 1;
            string fields = column.Type is VectorDataViewType ? $"{field}-{last}" : $"{field}";
            writer.WriteLine($"{Mark}   col={column.Name}:{CodeOf(column.Type.GetItemType())}:{fields}");
            field = last + 1;
        }

        writer.WriteLine($"{Mark} }}");
    }

    /// <summary>Options as the file's head has them; those given go before.</summary>
    internal static TextLoader.Options Read(string path, TextLoader.Options given)
    {
        if (!File.Exists(path))
            throw new ArgumentOutOfRangeException(nameof(path), $"There is no file {path}.");
        TextLoader.Options options = given?.Copy() ?? new TextLoader.Options { AllowSparse = true };
        var columns = new List<TextLoader.Column>();
        foreach (string line in File.ReadLines(path).TakeWhile(line => line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            string[] setting = line[Mark.Length..].Trim().Split('=', 2);
            if (setting is ["header+"])
                options.HasHeader = true;
            else if (setting is ["sep", var separator])
                options.Separators = [separator switch { "tab" => '\t', "comma" => ',', _ => separator[0] }];
            else if (setting is ["col", var column])
                columns.Add(Column(column));
        }

        options.Columns = columns.Count > 0
            ? [.. columns]
            : throw new ArgumentException($"No columns were given, and {path} does not name them.", nameof(given));
        return options;
    }

    private static string CodeOf(DataViewType type)
    {
        DataViewType plain = type is KeyDataViewType ? DataViewTypeExtensions.PrimitiveTypeOf(type.RawType) : type;
        string code = Codes.FirstOrDefault(pair => pair.Kind.ToDataViewType() == plain).Code
            ?? throw new NotSupportedException($"A column of type {type} cannot be saved as text.");
        return type is KeyDataViewType key ? $"{code}[{key.Count}]" : code;
    }

    private static TextLoader.Column Column(string text)
    {
        if (text.Split(':') is not [var name, { Length: >= 2 } type, var fields])
            throw new FormatException($"The head of the file has the column '{text}', which is not name:type:fields.");
        DataKind kind = Codes.FirstOrDefault(pair => pair.Code == type[..2]).Kind;
        KeyCount key = type.Length == 2 ? null : new KeyCount(ulong.Parse(type[3..^1], CultureInfo.InvariantCulture));
        int[] ends = [.. fields.Split('-').Select(field => int.Parse(field, CultureInfo.InvariantCulture))];
        var range = new TextLoader.Range(ends[0], ends[^1]) { ForceVector = ends.Length > 1 };
        return new TextLoader.Column(name, kind, [range], key);
    }
}
