using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>Each estimator over 200 logs of a process whose exact value is known by linear algebra.</summary>
public sealed class CoverageTests
{
    private const int Repetitions = 200;
    private const int Episodes = 300;
    private const double Gamma = LoggedChain.Gamma;

    [Theory]
    [InlineData("importance sampling")]
    [InlineData("per decision")]
    [InlineData("weighted")]
    [InlineData("weighted, per decision")]
    [InlineData("doubly robust")]
    [InlineData("fitted Q")]
    public void The_interval_covers_the_exact_value_about_95_times_of_100(string estimator)
    {
        LoggedChain chain = new(seed: 5);
        double exact = chain.ExactValue(chain.Judged);
        Assert.True(Math.Abs(exact - chain.ExactValue(chain.Logged)) > 0.04);

        Xoshiro256 random = new(9);
        Estimate[] estimates = [.. Enumerable.Range(0, Repetitions).Select(_ =>
            Judge(estimator, chain, chain.Log(Episodes, random), random))];
        int covered = estimates.Count(estimate => estimate.Lower <= exact && exact <= estimate.Upper);
        Assert.InRange(covered, 180, 198);
        // The mean of 200 estimates lies within four of its own standard errors of the truth.
        double mean = estimates.Average(estimate => estimate.Value);
        double deviation = Math.Sqrt(estimates.Average(estimate => Math.Pow(estimate.Value - mean, 2)));
        Assert.Equal(exact, mean, 4 * deviation / Math.Sqrt(Repetitions));
    }

    private static Estimate Judge(string estimator, LoggedChain chain, LoggedChain.Step[][] log, Random random)
    {
        if (estimator == "fitted Q")
        {
            return Bootstrap.Normal(
                log, sample => chain.Value(chain.FittedQ(sample), state: 0), random, resamples: 40);
        }

        // Each half is scored by a model of the other.
        double[,] first = chain.FittedQ(log[..(Episodes / 2)]);
        double[,] second = chain.FittedQ(log[(Episodes / 2)..]);
        ScoredEpisode[] scored =
            [.. log.Select((episode, i) => chain.Score(episode, i < Episodes / 2 ? second : first))];
        return Bootstrap.Accelerated(
            scored,
            sample => estimator switch
            {
                "importance sampling" => ImportanceSampling.Ordinary(sample, Gamma),
                "per decision" => ImportanceSampling.PerDecision(sample, Gamma),
                "weighted" => ImportanceSampling.Weighted(sample, Gamma),
                "weighted, per decision" => ImportanceSampling.WeightedPerDecision(sample, Gamma),
                _ => DoublyRobust.Value(sample, Gamma),
            },
            random,
            resamples: 400);
    }
}
