using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Learning.Checkpoints;

/// <summary>Describes an environment as text, so that two can be compared: spaces, wrappers and settings.</summary>
internal static class EnvironmentSettings
{
    private const int Depth = 6;
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Describes the environment, from its outermost wrapper inward.</summary>
    public static string Of(IEnvironment environment)
    {
        string text = $"{environment.Name}: {Describe(environment, [], Depth)}, {Text(environment.ObservationSpace)}";
        return EnvironmentWrapper.Unwrap(environment) is TabularEnvironment table ? $"{text}, model {Model(table)}" : text;
    }

    /// <summary>Describes a space with its bounds: one pair if all values share it, otherwise a hash.</summary>
    public static string Text(BoxSpace space)
    {
        bool isUniform = space.Low.All(low => low == space.Low[0]) && space.High.All(high => high == space.High[0]);
        string bounds = isUniform
            ? string.Create(CultureInfo.InvariantCulture, $"[{space.Low[0]}, {space.High[0]}]")
            : $"bounds {Hash<float>([.. space.Low, .. space.High])}";
        return $"({string.Join(", ", space.Shape)}) {space.ElementType} {bounds}";
    }

    // Settings are the numbers and texts in fields that are set once, at construction. Counters and draws are in other
    // fields.
    private static string Describe(object instance, HashSet<object> seen, int depth)
    {
        seen.Add(instance);
        SortedSet<string> settings = new(StringComparer.Ordinal);
        for (Type? type = instance.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Own).Where(IsDeterministic))
            {
                object? value = field.GetValue(instance);
                string name = field.Name.TrimStart('_', '<').Split('>')[0];
                if (value is string or bool or decimal or Enum || value?.GetType().IsPrimitive == true)
                    settings.Add($"{name} = {Convert.ToString(value, CultureInfo.InvariantCulture)}");
                else if (value is not null && depth > 0 && IsPart(value, instance) && !seen.Contains(value))
                    settings.Add($"{name} = {Describe(value, seen, depth - 1)}");
            }
        }

        return settings.Count == 0 ? instance.GetType().Name : $"{instance.GetType().Name} {{ {string.Join(", ", settings)} }}";
    }

    // The parameter of a primary constructor is a writable field, although it is hardly ever written.
    private static bool IsDeterministic(FieldInfo field) => field.IsInitOnly ||
        (field.Name.EndsWith(">P", StringComparison.Ordinal) && field.IsDefined(typeof(CompilerGeneratedAttribute)));

    // For types of other libraries, only their names would make sense.
    private static bool IsPart(object value, object owner) => value is not (Array or Delegate or BoxSpace or DiscreteSpace)
        && !value.GetType().IsValueType
        && (value is IEnvironment || value.GetType().Assembly == owner.GetType().Assembly
            || value.GetType().Assembly == typeof(IEnvironment).Assembly);

    private static string Model(TabularEnvironment table)
    {
        List<double> values = [.. table.StartDistribution];
        for (int state = 0; state < table.StateCount; state++)
        {
            for (int action = 0; action < table.ActionSpace.Count; action++)
            {
                foreach (TabularTransition next in table.GetTransitions(state, action))
                    values.AddRange([next.Probability, next.NextState, next.Reward, next.Terminated ? 1 : 0]);
            }
        }

        return Hash<double>([.. values]);
    }

    private static string Hash<T>(T[] values)
        where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<T>(values)))[..16];
}
