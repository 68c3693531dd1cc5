namespace Microsoft.ML.Data;

internal static class DataViewTypeExtensions
{
    /// <summary>The type of one item: the type itself when it is no vector.</summary>
    internal static DataViewType GetItemType(this DataViewType type)
        => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>The number of items: 1 for what is no vector, 0 for a vector of no fixed length.</summary>
    internal static int GetValueCount(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    /// <summary>The column type that a .NET type stands for, or null. Text for <see cref="string"/> too.</summary>
    internal static PrimitiveDataViewType PrimitiveTypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => NumberDataViewType.SByte,
        TypeCode.Byte => NumberDataViewType.Byte,
        TypeCode.Int16 => NumberDataViewType.Int16,
        TypeCode.UInt16 => NumberDataViewType.UInt16,
        TypeCode.Int32 => NumberDataViewType.Int32,
        TypeCode.UInt32 => NumberDataViewType.UInt32,
        TypeCode.Int64 => NumberDataViewType.Int64,
        TypeCode.UInt64 => NumberDataViewType.UInt64,
        TypeCode.Single => NumberDataViewType.Single,
        TypeCode.Double => NumberDataViewType.Double,
        TypeCode.Boolean => BooleanDataViewType.Instance,
        TypeCode.String => TextDataViewType.Instance,
        TypeCode.DateTime => DateTimeDataViewType.Instance,
        _ when type == typeof(ReadOnlyMemory<char>) => TextDataViewType.Instance,
        _ when type == typeof(DateTimeOffset) => DateTimeOffsetDataViewType.Instance,
        _ when type == typeof(TimeSpan) => TimeSpanDataViewType.Instance,
        _ when type == typeof(DataViewRowId) => RowIdDataViewType.Instance,
        _ => null,
    };
}
