using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The members of a type that can be columns.</summary>
internal static class ObjectMembers
{
    /// <summary>Fields, then properties, each those of the type itself before those it inherits.</summary>
    internal static IEnumerable<MemberInfo> Of(Type type, SchemaDefinition.Direction direction)
        => All(type).Where(member => !member.IsDefined(typeof(NoColumnAttribute)) && Serves(member, direction));

    internal static IEnumerable<MemberInfo> All(Type type)
    {
        IEnumerable<MemberInfo> fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance);
        return fields.Concat(type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0));
    }

    internal static Type TypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The type of a vector member's items, null for a member that is no vector.</summary>
    internal static Type VectorItemType(Type type)
    {
        if (type.IsSZArray)
            return type.GetElementType();
        bool isBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        return isBuffer ? type.GenericTypeArguments[0] : null;
    }

    internal static DataViewType ColumnTypeOf(MemberInfo member)
    {
        Type type = TypeOf(member);
        Type vectorItem = VectorItemType(type);
        PrimitiveDataViewType item = DataViewTypeExtensions.PrimitiveTypeOf(vectorItem ?? type);
        if (item == null || type.IsEnum)
        {
            throw new ArgumentOutOfRangeException(
                "rawType", $"The member {member.Name} is a {type}, which no column type stands for.");
        }

        if (member.GetCustomAttribute<KeyTypeAttribute>() is KeyTypeAttribute key)
        {
            item = KeyDataViewType.IsValidDataType(item.RawType)
                ? new KeyDataViewType(item.RawType, key.Count)
                : throw new ArgumentOutOfRangeException(
                    "userType", $"The member {member.Name} is marked as a key, but a {type} cannot be one.");
        }

        VectorTypeAttribute vector = member.GetCustomAttribute<VectorTypeAttribute>();
        if (vectorItem != null)
            return new VectorDataViewType(item, vector?.Dimensions ?? [0]);
        return vector == null
            ? item
            : throw new ArgumentOutOfRangeException(
                "userType", $"The member {member.Name} is marked as a vector, but a {type} is none.");
    }

    private static bool Serves(MemberInfo member, SchemaDefinition.Direction direction) => (member, direction) switch
    {
        (PropertyInfo property, SchemaDefinition.Direction.Read) => property.GetMethod is { IsPublic: true },
        (PropertyInfo property, SchemaDefinition.Direction.Write) => property.SetMethod is { IsPublic: true },
        _ => true,
    };
}
