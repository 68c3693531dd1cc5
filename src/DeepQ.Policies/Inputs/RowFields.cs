using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace DeepQ.Serving.Inputs;

/// <summary>Finds the members of row types by name.</summary>
internal static class RowFields
{
    public const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields;

    public static RowField<T> Of<[DynamicallyAccessedMembers(Members)] T>(string name)
    {
        PropertyInfo? property = typeof(T).GetProperty(name, BindingFlags.Public | BindingFlags.Instance);
        FieldInfo? field = typeof(T).GetField(name, BindingFlags.Public | BindingFlags.Instance);
        return (T row, out object? value) =>
        {
            switch (row)
            {
                case IReadOnlyDictionary<string, object?> dictionary:
                    return dictionary.TryGetValue(name, out value);
                case IDictionary<string, object?> dictionary:
                    return dictionary.TryGetValue(name, out value);
                case IDictionary dictionary:
                    value = dictionary[name];
                    return dictionary.Contains(name);
                case JsonElement { ValueKind: JsonValueKind.Object } json:
                    bool isThere = json.TryGetProperty(name, out JsonElement element);
                    value = element;
                    return isThere;
                default:
                    value = row is null ? null : property?.GetValue(row) ?? field?.GetValue(row);
                    return row is not null && (property is not null || field is not null);
            }
        };
    }
}
