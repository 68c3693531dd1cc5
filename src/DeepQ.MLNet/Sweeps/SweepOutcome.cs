using System.Globalization;

namespace DeepQ.MLNet.Sweeps;

/// <summary>The outcome of one training of a trial, or of all of them.</summary>
/// <param name="Score">The score, greater is better.</param>
/// <param name="Description">How the score was computed.</param>
/// <param name="Save">Writes the model to a file.</param>
/// <param name="JudgeAgain">Evaluates the settings on other episodes, of which there are several sets, numbered from 1.</param>
/// <param name="JudgeModel">Evaluates only the model on other episodes.</param>
/// <param name="Models">The objects to dispose afterwards.</param>
internal sealed record SweepOutcome(
    double Score,
    string Description,
    Action<string> Save,
    Func<int, (double Score, string Description)> JudgeAgain,
    Func<int, (double Score, string Description)> JudgeModel,
    IReadOnlyList<IDisposable> Models)
    : IDisposable
{
    /// <summary>
    /// Combines trainings that differ only by their seeds: the mean of their scores, and the model of the best.
    /// </summary>
    public static SweepOutcome Of(IReadOnlyList<SweepOutcome> seeds)
    {
        if (seeds.Count == 1)
            return seeds[0];
        SweepOutcome best = seeds.MaxBy(seed => double.IsNaN(seed.Score) ? double.NegativeInfinity : seed.Score)!;
        return new SweepOutcome(
            seeds.Average(seed => seed.Score),
            Describe([.. seeds.Select(seed => seed.Score)]),
            best.Save,
            set =>
            {
                double[] scores = [.. seeds.Select(seed => seed.JudgeAgain(set).Score)];
                return (scores.Average(), Describe(scores));
            },
            best.JudgeModel,
            [.. seeds.SelectMany(seed => seed.Models)]);
    }

    public void Dispose()
    {
        foreach (IDisposable model in Models)
            model.Dispose();
    }

    private static string Describe(double[] scores) => string.Create(
        CultureInfo.InvariantCulture,
        $"{scores.Average():G4}, mean of {scores.Length} seeds from {scores.Min():G4} to {scores.Max():G4}");
}
