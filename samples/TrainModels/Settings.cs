using System.Collections;
using System.Globalization;
using System.Reflection;
using DeepQ.Learning;

namespace TrainModels;

/// <summary>The settings of a training in words.</summary>
internal static class Settings
{
    // They say what the machine does, or hold the others.
    private static readonly string[] LeftOut = [nameof(DqnOptions.Network), nameof(DqnOptions.Observers)];

    /// <summary>The discount, the hidden layers, and whatever differs from the default, by property.</summary>
    public static SortedDictionary<string, string> Of(DqnOptions options)
    {
        SortedDictionary<string, string> settings = new(StringComparer.Ordinal);
        AddChanged(settings, options, new DqnOptions());
        AddChanged(settings, options.Network, new NetworkOptions());
        settings[nameof(DqnOptions.Gamma)] = Format(options.Gamma);
        settings[nameof(DqnOptions.HiddenUnits)] = Format(options.HiddenUnits);
        return settings;
    }

    private static void AddChanged<T>(SortedDictionary<string, string> settings, T given, T usual)
    {
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            string value = Format(property.GetValue(given));
            if (!LeftOut.Contains(property.Name) && value != Format(property.GetValue(usual)))
                settings[property.Name] = value;
        }
    }

    private static string Format(object? value) => value switch
    {
        null => "none",
        LinearSchedule { Start: var start, End: var end } when start == end => Format(end),
        LinearSchedule line => $"{Format(line.Start)} to {Format(line.End)} over {Format(line.Steps)} steps",
        string text => text,
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>().Select(Format)) : "none",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
