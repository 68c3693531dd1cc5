using System.Reflection;
using System.Runtime.CompilerServices;

namespace DeepQ.Learning.Diagnostics;

/// <summary>Collects everything that is wrong with settings, so that a user can correct it all at once.</summary>
public class SettingsCheck
{
    private readonly List<string> _failures = [];

    /// <summary>Records a setting that breaks its rule.</summary>
    /// <param name="holds">Whether the setting keeps its rule.</param>
    /// <param name="rule">The rule, to follow "must", such as <c>be positive</c>.</param>
    /// <param name="value">The value of the setting.</param>
    /// <param name="setting">The name of the setting; by default as <paramref name="value"/> is written, without its object.</param>
    public void Require<T>(bool holds, string rule, T value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (!holds)
            _failures.Add($"{Name(setting)} must {rule}; it is {Text(value)}.");
    }

    /// <summary>Checks the ranges in the attributes of settings.</summary>
    internal void RequireRanges(Type type, object settings, string prefix = "options.")
    {
        foreach ((PropertyInfo property, SettingAttribute setting) in SettingsOf(type))
        {
            object? value = property.GetValue(settings);
            if (!setting.Allows(value))
                Require(false, setting.Rule!, value, prefix + property.Name);
            if (setting.HasParts && value is not null)
                RequireRanges(property.PropertyType, value, $"{prefix}{property.Name}.");
        }
    }

    /// <summary>Returns the settings of a type, in order.</summary>
    internal static IEnumerable<(PropertyInfo Property, SettingAttribute Setting)> SettingsOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(property => property.MetadataToken)
        .Select(property => (property, property.GetCustomAttribute<SettingAttribute>()!))
        .Where(one => one.Item2 is not null);

    /// <summary>Adds a failure other than a value out of its range.</summary>
    /// <param name="message">What is wrong.</param>
    public void Fail(string message) => _failures.Add(message);

    /// <summary>Ends the check.</summary>
    /// <exception cref="ArgumentException">At least one check failed; the message lists them all.</exception>
    public void ThrowIfAnyFailed()
    {
        if (_failures.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, _failures));
    }

    private static string Text(object? value) => value is "" ? "empty" : value?.ToString() ?? "null";

    // "options.Munchausen?.Scale" is Munchausen.Scale to the user.
    private static string Name(string setting) =>
        setting[(setting.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace("?", "", StringComparison.Ordinal);
}
