using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Training;

/// <summary>
/// Settings as text, one line each: a checkpoint is continued only with matching settings, and reports show them.
/// </summary>
public static class RunSettings
{
    private const int MostDepth = 16;

    // Settings that a custom loop ignores.
    private static readonly string[] EvaluationSettings =
    [
        nameof(DqnOptions.EvaluationInterval),
        nameof(DqnOptions.EvaluationEpisodes),
        nameof(DqnOptions.MaxEvaluationSteps),
        nameof(DqnOptions.Finalists),
    ];

    private static readonly (string Before, string Now)[] Renamed =
    [
        (" {  }", ""),
        ("LearningStart", "LearningStarts"),
        ("Distribution = none", "Distribution = PointDistribution"),
        ("Loss = MeanSquaredError", "Loss = SquaredErrorLoss"),
        ("Optimizer = Adam", "Optimizer = AdamOptimizer"),
        ("Optimizer = AdamW", "Optimizer = AdamWOptimizer"),
        ("Optimizer = RMSProp", "Optimizer = RMSPropOptimizer"),
        ("Loss = Huber", "Loss = HuberLoss { Threshold = none }"),
    ];

    // The value before the setting existed, if it is not the default. Only for acting.
    private static readonly Dictionary<string, string> Unwritten = new()
    {
        [nameof(DqnOptions.CutNStepReturns)] = "false",
        [nameof(DqnOptions.MaxRandomActionSteps)] = "1",
        [nameof(DqnOptions.WeightAveraging)] = "0",
    };

    internal static void Save(BinaryWriter writer, IReadOnlyList<string> settings)
    {
        writer.Write(settings.Count);
        foreach (string setting in settings)
            writer.Write(setting);
    }

    /// <exception cref="InvalidDataException">The checkpoint has other settings; the message names each.</exception>
    internal static void Require(BinaryReader reader, IReadOnlyList<string> settings)
    {
        Dictionary<string, string> stored = ByName(
            Enumerable.Range(0, reader.ReadInt32()).Select(_ => UpToDate(reader.ReadString())));
        Dictionary<string, string> current = ByName(settings);
        Dictionary<string, string> standard = ByName(Of(new DqnOptions()));
        string[] names = [.. stored.Keys.Union(current.Keys).Where(name => !Agree(name))];
        if (names.Length == 0)
            return;

        throw new InvalidDataException(
            "The checkpoint is of a run with other settings." + Environment.NewLine +
            $"It has: {Text(stored)}." + Environment.NewLine +
            $"This run has: {Text(current)}.");

        // A setting that is newer than the file must have its default.
        bool Agree(string name) => current.TryGetValue(name, out string? own)
            && (stored.TryGetValue(name, out string? before)
                ? SettingText.Agree(before, own, standard.GetValueOrDefault(name))
                : own == Unwritten.GetValueOrDefault(name, standard.GetValueOrDefault(name, "")) || IsUnread(name));

        bool IsUnread(string name) => Unwritten.ContainsKey(name) && !stored.ContainsKey("Environments");

        string Text(Dictionary<string, string> lines) => string.Join(
            "; ", names.Where(lines.ContainsKey).Select(name => $"{name} = {lines[name]}"));
    }

    private static Dictionary<string, string> ByName(IEnumerable<string> lines) => lines
        .Select(line => line.Split(" = ", 2))
        .ToDictionary(parts => parts[0], parts => parts[^1]);

    // The names of the same settings in files of earlier versions.
    private static string UpToDate(string line) => Renamed.Aggregate(
        line, (text, change) => Regex.Replace(text, $"{Regex.Escape(change.Before)}(?!\\w)", change.Now));

    internal static IReadOnlyList<string> Of(DqnOptions options, VectorEnvironment environments, IEnvironment? evaluation)
    {
        List<string> lines =
        [
            $"Environments = {environments.Count} × {environments.Environments[0].Name}",
            $"Observations = {EnvironmentSettings.Text(environments.ObservationSpace)}",
            $"Actions = {Text(environments.ActionSpace.Names)}{(environments.HasActionMask ? ", masked" : "")}",
            $"Evaluation = {(evaluation is null ? "none" : EnvironmentSettings.Of(evaluation))}",
        ];
        string[] texts = [.. environments.Environments.Select(EnvironmentSettings.Of)];
        // Environments equal to the previous one need no line.
        lines.AddRange(Enumerable.Range(0, texts.Length)
            .Where(i => i == 0 || texts[i] != texts[i - 1])
            .Select(i => $"Environment {i} = {texts[i]}"));
        lines.AddRange(Of(options));
        return lines;
    }

    internal static IReadOnlyList<string> Of(
        DqnOptions options, BoxSpace observations, DiscreteSpace actions, int environments, bool masked) =>
    [
        $"Environments = {environments}{(masked ? ", masked" : "")}",
        $"Observations = {EnvironmentSettings.Text(observations)}",
        $"Actions = {Text(actions.Names)}",
        .. Of(options).Where(line => !EvaluationSettings.Contains(line.Split(' ')[0])),
    ];

    // Observers and initial objects have no meaningful text.
    private static readonly string[] Untold =
    [
        nameof(DqnOptions.HiddenUnits),
        nameof(DqnOptions.InitialNetwork),
        nameof(DqnOptions.InitialReplay),
        nameof(DqnOptions.NetworkCheck),
        nameof(DqnOptions.Observers),
    ];

    /// <summary>Returns the settings of learning, by name.</summary>
    internal static IReadOnlyDictionary<string, string> All(DqnOptions options) => new SortedDictionary<string, string>(
        SettingsCheck.SettingsOf(typeof(DqnOptions))
            .Where(one => !Untold.Contains(one.Property.Name))
            .ToDictionary(one => one.Property.Name, one => Brief(one.Property.GetValue(options))),
        StringComparer.Ordinal);

    /// <summary>Returns the settings that differ from their defaults, by name.</summary>
    /// <param name="options">The settings.</param>
    public static IReadOnlyDictionary<string, string> Changed(DqnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        object defaults = Activator.CreateInstance(options.GetType())!;
        SortedDictionary<string, string> changed = new(StringComparer.Ordinal);
        // HiddenUnits is a part of Network.
        foreach (PropertyInfo property in Properties(options.GetType()))
        {
            if (property.Name == nameof(DqnOptions.HiddenUnits) || options.IsLeftToOthers(property.Name))
                continue;
            string text = Brief(property.GetValue(options));
            if (text != Brief(property.GetValue(defaults)))
                changed.Add(property.Name, text);
        }

        return changed;
    }

    /// <summary>Returns an environment as text: its name, its wrappers, the fields that are set once, and its observations.</summary>
    /// <remarks>A checkpoint is continued only with an environment that has the same text.</remarks>
    /// <param name="environment">The environment, before its first step.</param>
    public static string OfEnvironment(IEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return EnvironmentSettings.Of(environment);
    }

    // For an object of another library, only the name of its type makes sense.
    private static string Brief(object? value) =>
        value is null or string or IFormattable or bool or Delegate or IEnumerable
            || value.GetType().Assembly == typeof(DqnOptions).Assembly
            ? Text(value)
            : value.GetType().Name.Split('`')[0];

    internal static IReadOnlyList<string> Of(DqnOptions options, ReplayBuffer transitions, DiscreteSpace actions) =>
    [
        $"Transitions = {transitions.Count} × {transitions.ObservationSize} values, {ContentHash(transitions)}",
        $"Actions = {Text(actions.Names)}",
        .. Of(options),
    ];

    // Identifies the data: the same number of other transitions is another training.
    private static string ContentHash(ReplayBuffer transitions)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TransitionBatch row = transitions.NewBatch(1);
        for (int i = 0; i < transitions.Count; i++)
        {
            row.Slots[0] = transitions.SlotOf(i);
            transitions.Read(row, gamma: 1, steps: 1);
            Append(row.StateRows.Row(transitions.ObservationSize));
            Append(row.NextStateRows.Row(transitions.ObservationSize));
            hash.AppendData(MemoryMarshal.AsBytes<float>(row.Rewards));
            hash.AppendData(MemoryMarshal.AsBytes<float>(row.Discounts));
            hash.AppendData(MemoryMarshal.AsBytes<int>(row.Actions));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Append(StateRow state)
        {
            hash.AppendData(MemoryMarshal.AsBytes(state.Places));
            hash.AppendData(MemoryMarshal.AsBytes(state.Values));
        }
    }

    private static IEnumerable<string> Of(DqnOptions options) =>
        Properties(typeof(DqnOptions))
            .Where(property => property.GetCustomAttribute<SettingAttribute>() is not { MayChange: true })
            .Select(property => $"{property.Name} = {Text(property.GetValue(options))}");

    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    /// <summary>Formats the value of a setting.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">A custom part has properties that cannot be formatted.</exception>
    public static string Text(object? value) => Text(value, depth: 0);

    private static string Text(object? value, int depth) => value switch
    {
        null => "none",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Delegate => "custom",
        Type type => type.FullName ?? type.Name,
        LoggedData data => $"{data.Transitions.Count} × {data.Transitions.ObservationSize} values {ContentHash(data.Transitions)}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Text(item, depth + 1)))}]",
        _ => Parts(value, depth + 1),
    };

    private static string Parts(object value, int depth)
    {
        string name = value.GetType().Name;
        if (depth > MostDepth)
        {
            throw new ArgumentException(
                $"A checkpoint records settings by their public properties, but those of {name} have no end: one of them refers to " +
                "itself. Make it a field or a method.");
        }

        string parts = string.Join(
            ", ", Properties(value.GetType()).Select(property => $"{property.Name} = {Text(Read(property, value), depth)}"));
        return parts.Length == 0 ? name : $"{name} {{ {parts} }}";
    }

    private static object? Read(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (Exception e) when (e is TargetInvocationException or NotSupportedException)
        {
            throw new ArgumentException(
                $"A checkpoint records settings by their public properties, but {value.GetType().Name}.{property.Name} cannot be read: " +
                $"{(e.InnerException ?? e).Message} Make it a field or a method.",
                e);
        }
    }
}
