using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>The standard errors that intervals are made of.</summary>
public sealed class EpisodeEstimatesTests
{
    private const double Gamma = 0.5;

    [Fact]
    public void The_error_of_the_weighted_per_decision_form_is_that_of_a_jackknife()
    {
        // Episodes of one to three steps, some cut off, with weights about 1.
        Xoshiro256 random = new(1);
        ScoredEpisode[] episodes = [.. Enumerable.Range(0, 400).Select(_ => Episode(1 + random.Next(3)))];
        StepwiseImportanceWeights[] steps = StepwiseImportanceWeights.Of(episodes);
        (double value, double error) = StepwiseImportanceWeights.Value(steps, Gamma);
        Assert.Equal(ImportanceSampling.WeightedPerDecision(episodes, Gamma), value, 12);

        double[] without = [.. Enumerable.Range(0, steps.Length).Select(left =>
            StepwiseImportanceWeights.Value([.. steps.Where((_, i) => i != left)], Gamma).Value)];
        double mean = without.Average();
        double jackknife = Math.Sqrt(without.Average(other => Math.Pow(other - mean, 2)) * (steps.Length - 1));
        Assert.InRange(error / jackknife, 0.98, 1.02);

        ScoredEpisode Episode(int length) => new(
            [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())],
            [.. Enumerable.Range(0, length).Select(_ => 0.5 + random.NextDouble())],
            finalValue: random.Next(2));
    }

    [Fact]
    public void Where_all_weights_are_one_every_interval_is_that_of_the_mean_return()
    {
        double[] returns = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        ScoredEpisode[] episodes = [.. returns.Select(value => new ScoredEpisode([value], [1], 0, [0], [0]))];
        Estimate ordinary = Fresh().Ordinary(episodes);
        Assert.Equal(49.5, ordinary.Value, 9);
        // 1.96 standard errors of √((100² − 1) / 12 / 99) = 2.9.
        Assert.Equal(49.5 - 5.7, ordinary.Lower, 0.6);
        Assert.Equal(49.5 + 5.7, ordinary.Upper, 0.6);
        foreach (Estimate other in new[]
        {
            Fresh().PerDecision(episodes),
            Fresh().Weighted(episodes),
            Fresh().WeightedPerDecision(episodes),
            Fresh().DoublyRobust(episodes),
        })
        {
            Assert.Equal(ordinary.Lower, other.Lower, 9);
            Assert.Equal(ordinary.Upper, other.Upper, 9);
        }

        static EpisodeEstimates Fresh() => new(Gamma, new Xoshiro256(1), 2_000);
    }
}
