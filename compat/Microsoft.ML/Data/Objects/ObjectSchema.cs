using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns of a type by a definition.</summary>
internal static class ObjectSchema
{
    internal static ObjectColumn[] Columns(
        Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction)
    {
        definition ??= SchemaDefinition.Create(userType, direction);
        return [.. definition.Select(column => Resolve(userType, column))];
    }

    /// <summary>The definition of a type, with the types and annotations that a schema has for its columns.</summary>
    internal static SchemaDefinition DefinitionFor(Type userType, DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        SchemaDefinition definition = SchemaDefinition.Create(userType, SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema.Where(column => !column.IsHidden))
        {
            SchemaDefinition.Column mine = definition[column.Name]
                ?? throw new InvalidOperationException($"{userType.Name} has no member for column '{column.Name}'.");
            mine.ColumnType = column.Type;
            mine.AddAnnotations(builder => builder.Add(column.Annotations, _ => true));
        }

        return definition;
    }

    private static ObjectColumn Resolve(Type userType, SchemaDefinition.Column column)
    {
        MemberInfo member = (MemberInfo)userType.GetField(column.MemberName)
            ?? userType.GetProperty(column.MemberName)
            ?? throw new ArgumentOutOfRangeException(
                "userSchemaDefinition", $"{userType.Name} has no field or property '{column.MemberName}'.");
        Type type = ObjectMembers.TypeOf(member);
        Type item = DataViewTypeExtensions.PrimitiveTypeOf(ObjectMembers.VectorItemType(type) ?? type)?.RawType;
        bool vector = ObjectMembers.VectorItemType(type) != null;
        if (item != column.ColumnType.GetItemType().RawType || vector != column.ColumnType is VectorDataViewType)
        {
            throw new ArgumentOutOfRangeException(
                "userSchemaDefinition",
                $"Column '{column.ColumnName}' is to be a {column.ColumnType}, but its member is a {type}.");
        }

        return new ObjectColumn(column.ColumnName, column.ColumnType, column.Annotations, member);
    }
}
