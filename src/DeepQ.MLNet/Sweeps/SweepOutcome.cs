using System.Globalization;

namespace DeepQ.MLNet.Sweeps;

/// <summary>What a training of a trial brought, or all of its trainings.</summary>
/// <param name="Score">The score, greater is better.</param>
/// <param name="Description">What it was made of.</param>
/// <param name="Save">Writes the model to a file.</param>
/// <param name="JudgeAgain">Judges the settings by other episodes, of which there are several sets: the first is number 1.</param>
/// <param name="JudgeModel">Judges the model alone by other episodes.</param>
/// <param name="Models">What to dispose once it is no longer needed.</param>
internal sealed record SweepOutcome(
    double Score,
    string Description,
    Action<string> Save,
    Func<int, (double Score, string Description)> JudgeAgain,
    Func<int, (double Score, string Description)> JudgeModel,
    IReadOnlyList<IDisposable> Models)
    : IDisposable
{
    /// <summary>The outcome of trainings that differ by their seeds alone: the mean of their scores, and the model of the best.</summary>
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
