using System.Globalization;
using DeepQ.Learning.Training;

namespace DeepQ.MLNet.Sweeps;

/// <summary>A setting that a sweep varies.</summary>
/// <param name="Name">Its name in the table of trials.</param>
/// <param name="Domain">Its domain, as text.</param>
/// <param name="ChoiceCount">The number of choices; null for a range.</param>
/// <param name="Apply">
/// Sets the value at a position from 0 to 1 in the domain, in which each choice has an equal share, and returns the
/// value as text.
/// </param>
internal sealed record SweepParameter(
    string Name, string Domain, int? ChoiceCount, Func<DeepQTrainer.Options, double, string> Apply)
{
    public static SweepParameter Of(string name, SweepRange range, Action<DeepQTrainer.Options, double> set) =>
        new(name, $"{range}", null, (options, part) =>
        {
            double value = range.At(part);
            set(options, value);
            return value.ToString("G4", CultureInfo.InvariantCulture);
        });

    public static SweepParameter Of<T>(string name, IReadOnlyList<T> choices, Action<DeepQTrainer.Options, T> set) =>
        new(name, string.Join(" | ", choices.Select(one => RunSettings.Text(one))), choices.Count, (options, part) =>
        {
            T choice = choices[Math.Min((int)(part * choices.Count), choices.Count - 1)];
            set(options, choice);
            return RunSettings.Text(choice);
        });

    /// <summary>Returns the positions of the points of a grid.</summary>
    public double[] GridParts(int points) => ChoiceCount is { } choices
        ? [.. Enumerable.Range(0, choices).Select(i => (i + 0.5) / choices)]
        : [.. Enumerable.Range(0, points).Select(i => points == 1 ? 0.5 : i / (points - 1.0))];
}
