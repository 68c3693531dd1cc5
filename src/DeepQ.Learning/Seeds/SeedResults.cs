using System.Globalization;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Seeds;

/// <summary>The results of trainings that differ only by their seeds. Owns their networks.</summary>
public sealed class SeedResults : IDisposable
{
    private const int CurveResamples = 500;

    /// <exception cref="ArgumentException">There is no training.</exception>
    internal SeedResults(IReadOnlyList<SeedResult> seeds)
    {
        Seeds = seeds;
        Best = seeds.MaxBy(seed => double.IsNaN(seed.Return) ? double.NegativeInfinity : seed.Return)
            ?? throw new ArgumentException("There is no training.", nameof(seeds));
        // The same draws for the same seeds.
        Xoshiro256 random = new(seeds[0].Seed);
        Return = InterquartileMean.Of([[.. Known(seeds.Select(seed => seed.Return))]], random.Fork());
        Curve = [.. seeds
            .SelectMany(seed => seed.Training.Evaluations)
            .GroupBy(evaluation => evaluation.Step, evaluation => evaluation.Result.MeanReturn)
            .OrderBy(step => step.Key)
            .Select(step => new SeedCurvePoint(
                step.Key, InterquartileMean.Of([[.. step]], random.Fork(), CurveResamples), step.Count()))];
    }

    /// <summary>The trainings by seed, without those that were canceled before they began.</summary>
    public IReadOnlyList<SeedResult> Seeds { get; }

    /// <summary>
    /// The training with the greatest return. The greatest of several is biased upward; the value of the settings is
    /// <see cref="Return"/>.
    /// </summary>
    public SeedResult Best { get; }

    /// <summary>The interquartile mean of the returns of the trainings, and its 95% interval.</summary>
    public Estimate Return { get; }

    /// <summary>The evaluations during training: over the trainings, at each step with an evaluation.</summary>
    public IReadOnlyList<SeedCurvePoint> Curve { get; }

    /// <summary>Formats the figures in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Best.Training.Algorithm}, {Seeds.Count} seeds: interquartile mean of the returns {Return}; the best is seed {Best.Seed} with {Best.Return:0.###}");

    /// <summary>Disposes the networks of all trainings.</summary>
    public void Dispose()
    {
        foreach (SeedResult seed in Seeds)
            seed.Training.Dispose();
    }

    private static IEnumerable<double> Known(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value));
}
