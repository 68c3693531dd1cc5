using System.Data;
using System.Data.Common;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A column of a table from a database: its type and where in the answer it stands.</summary>
internal sealed class DatabaseColumn
{
    private readonly DatabaseLoader.Range[] _sources;

    internal DatabaseColumn(DatabaseLoader.Column column)
    {
        if (string.IsNullOrEmpty(column.Name))
            throw new ArgumentException("A column needs a name.", nameof(column));
        if (column.Source is not { Length: > 0 })
            throw new ArgumentException($"Column '{column.Name}' names nothing to read.", nameof(column));
        Name = column.Name;
        _sources = column.Source;
        PrimitiveDataViewType item = ItemType(column.Type);
        if (column.KeyCount?.Count is ulong count)
            item = new KeyDataViewType(item.RawType, count);
        int size = _sources.Sum(source => source.Name == null ? source.Max - source.Min + 1 : 1);
        Type = size > 1 || _sources[0].ForceVector ? new VectorDataViewType(item, size) : item;
    }

    internal string Name { get; }

    internal DataViewType Type { get; }

    /// <summary>A getter that reads the row of the answer that is current when it is called.</summary>
    internal Delegate CreateGetter(DbDataReader reader)
    {
        int[] ordinals = [.. _sources.SelectMany(source => source.Name == null
            ? Enumerable.Range(source.Min, source.Max - source.Min + 1)
            : [reader.GetOrdinal(source.Name)])];
        return (Delegate)typeof(DatabaseColumn)
            .GetMethod(
                Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar),
                BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(Type.GetItemType().RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [reader, ordinals], null);
    }

    private static ValueGetter<T> Scalar<T>(DbDataReader reader, int[] ordinals)
        => (ref T value) => value = Read<T>(reader, ordinals[0]);

    private static ValueGetter<VBuffer<T>> Vector<T>(DbDataReader reader, int[] ordinals)
        => (ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, ordinals.Length);
            for (int i = 0; i < ordinals.Length; i++)
                editor.Values[i] = Read<T>(reader, ordinals[i]);
            value = editor.Commit();
        };

    private static T Read<T>(DbDataReader reader, int ordinal)
    {
        bool isNull = reader.IsDBNull(ordinal);
        object value = System.Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Single => isNull ? float.NaN : reader.GetFloat(ordinal),
            TypeCode.Double => isNull ? double.NaN : reader.GetDouble(ordinal),
            _ when isNull => default(T),
            TypeCode.Boolean => reader.GetBoolean(ordinal),
            TypeCode.DateTime => reader.GetDateTime(ordinal),
            TypeCode.Object when typeof(T) == typeof(ReadOnlyMemory<char>) => reader.GetString(ordinal).AsMemory(),
            TypeCode.Object => reader.GetFieldValue<T>(ordinal),
            _ => Convert.ChangeType(reader.GetInt64(ordinal), typeof(T)),
        };
        return (T)value;
    }

    private static PrimitiveDataViewType ItemType(DbType type) => type switch
    {
        DbType.SByte => NumberDataViewType.SByte,
        DbType.Byte => NumberDataViewType.Byte,
        DbType.Int16 => NumberDataViewType.Int16,
        DbType.UInt16 => NumberDataViewType.UInt16,
        DbType.Int32 => NumberDataViewType.Int32,
        DbType.UInt32 => NumberDataViewType.UInt32,
        DbType.Int64 => NumberDataViewType.Int64,
        DbType.UInt64 => NumberDataViewType.UInt64,
        DbType.Single => NumberDataViewType.Single,
        DbType.Double => NumberDataViewType.Double,
        DbType.String => TextDataViewType.Instance,
        DbType.Boolean => BooleanDataViewType.Instance,
        DbType.DateTime => DateTimeDataViewType.Instance,
        DbType.Time => TimeSpanDataViewType.Instance,
        DbType.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(type), $"No column type stands for {type}."),
    };
}
