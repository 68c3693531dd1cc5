using System.Collections;
using System.Reflection;
using DeepQ.Learning.Networks;
using static TorchSharp.torch;

namespace DeepQ.Learning.Training;

/// <summary>
/// Finds fields of a module, and of its inner modules, with weights that the module has not registered.
/// </summary>
internal static class UnregisteredParts
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Returns the fields, by type and name.</summary>
    public static IEnumerable<string> Of(QNetwork network)
    {
        HashSet<object> known = new(
            [.. network.modules(), .. network.parameters(), network], ReferenceEqualityComparer.Instance);
        foreach (nn.Module module in known.OfType<nn.Module>())
        {
            foreach (FieldInfo field in Fields(module.GetType()))
            {
                object? value = field.GetValue(module);
                IEnumerable<object?> parts = value is IEnumerable many and not (nn.Module or Tensor)
                    && value is Array or IList ? many.Cast<object?>() : [value];
                if (parts.Any(part => part is not null && !known.Contains(part) && HasWeights(part)))
                    yield return $"{module.GetType().Name}.{field.Name}";
            }
        }
    }

    private static bool HasWeights(object part) =>
        part is Parameter { requires_grad: true } || (part is nn.Module module && module.parameters().Any(one => one.requires_grad));

    // Torch's own modules know their parts.
    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type.Assembly != typeof(Tensor).Assembly && type != typeof(QNetwork); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Own))
                yield return field;
        }
    }
}
