namespace DeepQ.Learning.Training;

/// <summary>The settings of a training, as text.</summary>
/// <param name="Problem">The environment, or the logged data.</param>
/// <param name="Algorithm">The name of the algorithm.</param>
/// <param name="Values">Each setting, by name.</param>
/// <param name="Changed">The names of those that differ from their defaults.</param>
public sealed record TrainingSettings(
    string Problem, string Algorithm, IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> Changed)
{
    internal static TrainingSettings Of(DqnOptions options, string problem, string algorithm)
    {
        IReadOnlyDictionary<string, string> values = RunSettings.All(options);
        IReadOnlyDictionary<string, string> defaults = RunSettings.All(new DqnOptions());
        return new(problem, algorithm, values, values.Keys.Where(name => values[name] != defaults[name]).ToHashSet());
    }
}
