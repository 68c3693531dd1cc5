using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns that the members of a type are, and may be changed into.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>Whether members are to be read, written or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    /// <summary>The column of a name. Null when there is none.</summary>
    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            int at = FindIndex(column => column.ColumnName == columnName);
            if (at < 0)
                Add(value);
            else
                this[at] = value;
        }
    }

    /// <summary>A column for each public field and property of a type, by their types and attributes.</summary>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (MemberInfo member in ObjectMembers.Of(userType, direction))
        {
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (definition[name] != null)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(userType), $"Two members of {userType.Name} have the column name '{name}'.");
            }

            definition.Add(new Column(member.Name, name, ObjectMembers.ColumnTypeOf(member)));
        }

        return definition;
    }
}
