using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A column of a text file: its type and the fields it is read from.</summary>
internal sealed class TextColumn
{
    private readonly TextLoader.Options _options;
    private readonly int[] _fields;

    internal TextColumn(TextLoader.Column column, TextLoader.Options options, int fieldCount)
    {
        if (string.IsNullOrEmpty(column.Name))
            throw new ArgumentException("A column needs a name.", nameof(column));
        if (column.Source is not { Length: > 0 })
            throw new ArgumentException($"Column '{column.Name}' names no fields.", nameof(column));
        _options = options;
        Name = column.Name;
        _fields = [.. column.Source.SelectMany(range => Fields(range, fieldCount))];
        PrimitiveDataViewType item = column.DataKind.ToDataViewType();
        if (column.KeyCount != null)
            item = new KeyDataViewType(item.RawType, column.KeyCount.Count ?? Largest(item.RawType));
        bool vector = column.Source.Length > 1
            || column.Source[0].ForceVector
            || column.Source[0].Min != column.Source[0].Max;
        Type = vector ? new VectorDataViewType(item, _fields.Length) : item;
    }

    internal string Name { get; }

    internal DataViewType Type { get; }

    /// <summary>A getter that reads the fields that are current when it is called.</summary>
    internal Delegate CreateGetter(TextFields fields)
        => (Delegate)typeof(TextColumn)
            .GetMethod(
                Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar),
                BindingFlags.NonPublic | BindingFlags.Instance)
            .MakeGenericMethod(Type.GetItemType().RawType)
            .Invoke(this, BindingFlags.DoNotWrapExceptions, null, [fields], null);

    private ValueGetter<T> Scalar<T>(TextFields fields)
    {
        TextValues.Parser<T> parser = TextValues.ParserFor<T>((PrimitiveDataViewType)Type, _options);
        return (ref T value) => value = Parse(parser, fields, _fields[0]);
    }

    private ValueGetter<VBuffer<T>> Vector<T>(TextFields fields)
    {
        TextValues.Parser<T> parser = TextValues.ParserFor<T>((PrimitiveDataViewType)Type.GetItemType(), _options);
        return (ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, _fields.Length);
            for (int i = 0; i < _fields.Length; i++)
                editor.Values[i] = Parse(parser, fields, _fields[i]);
            value = editor.Commit();
        };
    }

    private T Parse<T>(TextValues.Parser<T> parser, TextFields fields, int index)
    {
        string text = index < fields.Current.Count ? fields.Current[index] : string.Empty;
        return parser(text, out T value)
            ? value
            : throw new FormatException(
                $"Could not parse value {text} in line {fields.LineNumber}, column {Name} as {Type.GetItemType()}.");
    }

    private static IEnumerable<int> Fields(TextLoader.Range range, int fieldCount)
    {
        int last = range.Max ?? fieldCount - 1;
        return last >= range.Min
            ? Enumerable.Range(range.Min, last - range.Min + 1)
            : throw new ArgumentOutOfRangeException(
                nameof(range), $"The fields from {range.Min} on are none: the first line has {fieldCount}.");
    }

    private static ulong Largest(Type type) => System.Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => byte.MaxValue,
        TypeCode.UInt16 => ushort.MaxValue,
        TypeCode.UInt32 => uint.MaxValue,
        _ => ulong.MaxValue,
    };
}
