using DeepQ.Learning.Training;

namespace DeepQ.MLNet.Sweeps;

/// <summary>The settings that a sweep varies, each with a range or a list of choices.</summary>
public sealed class SweepSpace
{
    private readonly List<SweepParameter> _parameters = [];

    /// <summary>Creates an empty space.</summary>
    /// <param name="baseline">Creates the initial settings of every trial, new ones at each call.</param>
    public SweepSpace(Func<DeepQTrainer.Options> baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        Baseline = baseline;
    }

    /// <summary>Creates the initial settings of every trial.</summary>
    internal Func<DeepQTrainer.Options> Baseline { get; }

    internal IReadOnlyList<SweepParameter> Parameters => _parameters;

    /// <summary>Varies a number.</summary>
    /// <param name="name">Its name in the table of trials.</param>
    /// <param name="range">Its range.</param>
    /// <param name="set">Sets the value.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public SweepSpace Vary(string name, SweepRange range, Action<DeepQTrainer.Options, double> set)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(set);
        return Add(SweepParameter.Of(name, range, set));
    }

    /// <summary>Varies a setting with a list of choices.</summary>
    /// <typeparam name="T">The type of the choices.</typeparam>
    /// <param name="name">Its name in the table of trials.</param>
    /// <param name="choices">The choices, at least one.</param>
    /// <param name="set">Sets the choice.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken, or there are no choices.</exception>
    public SweepSpace Vary<T>(string name, IReadOnlyList<T> choices, Action<DeepQTrainer.Options, T> set)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(set);
        if (choices.Count == 0)
            throw new ArgumentException($"'{name}' has no choices.", nameof(choices));
        return Add(SweepParameter.Of(name, choices, set));
    }

    /// <summary>Returns the settings of a candidate.</summary>
    /// <param name="parts">For each parameter the position of its value in the domain.</param>
    internal (DeepQTrainer.Options Options, IReadOnlyDictionary<string, string> Values) At(IReadOnlyList<double> parts)
    {
        DeepQTrainer.Options options = Baseline();
        OrderedDictionary<string, string> values = [];
        for (int i = 0; i < _parameters.Count; i++)
            values.Add(_parameters[i].Name, _parameters[i].Apply(options, parts[i]));
        return (options, values);
    }

    /// <summary>What the trials of a journal depend on, as text.</summary>
    internal IReadOnlyDictionary<string, string> Describe()
    {
        SortedDictionary<string, string> lines = new(StringComparer.Ordinal);
        foreach ((string name, string value) in RunSettings.Changed(Baseline()))
            lines.Add($"baseline {name}", value);
        foreach (SweepParameter parameter in _parameters)
            lines.Add($"vary {parameter.Name}", parameter.Domain);
        return lines;
    }

    private SweepSpace Add(SweepParameter parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameter.Name, nameof(parameter));
        if (_parameters.Any(other => other.Name == parameter.Name))
            throw new ArgumentException($"'{parameter.Name}' is already varied.", nameof(parameter));
        _parameters.Add(parameter);
        return this;
    }
}
