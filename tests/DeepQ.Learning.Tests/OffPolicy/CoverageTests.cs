using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>
/// Each estimator over 200 logs of each of five random processes, whose exact values are known by linear algebra.
/// </summary>
/// <remarks>
/// The processes are those of the seeds 1 to 5. Importance sampling is as good as normal only while many episodes have
/// a weight; so the judged policy goes as far from the logged one as leaves an effective sample size of 70% of the
/// episodes, above the two thirds of <c>docs/offline.md</c>.
/// </remarks>
[Trait("Category", "Slow")]
public sealed class CoverageTests
{
    private const int Repetitions = 200;
    private const int Episodes = 1_000;
    private const double EffectivePart = 0.7;
    private const double Gamma = LoggedChain.Gamma;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Each_interval_covers_the_exact_value_in_90_to_99_of_100_logs(ulong seed)
    {
        LoggedChain chain = LoggedChain.WithEffectivePart(seed, EffectivePart);
        double exact = chain.ExactValue(chain.Judged);
        Xoshiro256 random = new(100 + seed);
        var estimates = Enumerable.Range(0, Repetitions)
            .SelectMany(_ => Judge(chain, chain.Log(Episodes, random), random))
            .ToLookup(judged => judged.Estimator, judged => judged.Estimate);

        Assert.All(estimates, ofOne =>
        {
            AssertCovers(exact, ofOne.Key, ofOne);
            // The mean of 200 estimates lies within four of its own standard errors of the truth.
            double mean = ofOne.Average(estimate => estimate.Value);
            double deviation = Math.Sqrt(ofOne.Average(estimate => Math.Pow(estimate.Value - mean, 2)));
            Assert.Equal(exact, mean, 4 * deviation / Math.Sqrt(Repetitions));
        });
    }

    [Fact]
    public void So_does_each_interval_of_a_whole_evaluation_with_networks()
    {
        LoggedChain chain = LoggedChain.WithEffectivePart(seed: 1, EffectivePart);
        (double judged, double logged) = (chain.ExactValue(chain.Judged), chain.ExactValue(chain.Logged));
        Xoshiro256 random = new(200);
        PolicyMetrics[] metrics =
            [.. Enumerable.Range(0, Repetitions).Select(_ => Evaluate(chain, chain.Log(200, random), random))];
        AssertCovers(judged, "fitted Q", metrics.Select(figures => figures.FittedQ!));
        AssertCovers(judged, "doubly robust", metrics.Select(figures => figures.DoublyRobust!));
        AssertCovers(judged, "weighted", metrics.Select(figures => figures.WeightedImportanceSampling!));
        AssertCovers(logged, "fitted Q of the log", metrics.Select(figures => figures.LoggedFittedQ!));
        AssertCovers(logged, "return of the log", metrics.Select(figures => figures.LoggedReturn!));
    }

    // A model of a policy that seldom does one of two things leans to doing them alike.
    [Fact]
    public void Fitted_Q_of_a_logged_policy_that_leans_to_one_action_covers_its_value()
    {
        const int logs = 40;
        LoggedChain chain = new(seed: 3);
        foreach (double[] probabilities in chain.Logged)
            (probabilities[0], probabilities[1]) = (0.92, 0.08);
        double exact = chain.ExactValue(chain.Logged);
        Xoshiro256 random = new(300);
        int covered = Enumerable.Range(0, logs)
            .Select(_ => Evaluate(chain, chain.Log(100, random), random).LoggedFittedQ!)
            .Count(estimate => estimate.Lower <= exact && exact <= estimate.Upper);
        // 38 are expected; fewer than 34 of 40 are seen once in 70 times.
        Assert.InRange(covered, 34, logs);
    }

    private static void AssertCovers(double exact, string name, IEnumerable<Estimate> estimates)
    {
        int covered = estimates.Count(estimate => estimate.Lower <= exact && exact <= estimate.Upper);
        Assert.True(covered is >= 180 and <= 198, $"{name} covers the exact value in {covered} of 200 logs.");
    }

    // One-hot states and no hidden layer make the networks tables; a softmax of log π is π.
    private static PolicyMetrics Evaluate(LoggedChain chain, LoggedChain.Step[][] log, Xoshiro256 random) =>
        OffPolicyEvaluation.Run(
            ChainLog.Wrap(chain, log, propensities: true),
            ChainLog.QFunction((state, action) => Math.Log(chain.Judged[state][action])),
            Gamma,
            new OffPolicyOptions
            {
                Temperature = 1,
                HiddenUnits = [],
                LearningRate = 0.05,
                BatchSize = 16,
                Updates = 1_200,
                FittedQResamples = 4,
                Resamples = 400,
            },
            random.Fork());

    private static IEnumerable<(string Estimator, Estimate Estimate)> Judge(
        LoggedChain chain, LoggedChain.Step[][] log, Random random)
    {
        // Each half is scored by a model of the other.
        double[,] first = chain.FittedQ(log[..(Episodes / 2)]);
        double[,] second = chain.FittedQ(log[(Episodes / 2)..]);
        ScoredEpisode[] scored =
            [.. log.Select((episode, i) => chain.Score(episode, i < Episodes / 2 ? second : first))];
        EpisodeEstimates estimates = new(Gamma, random, resamples: 250);
        yield return ("importance sampling", estimates.Ordinary(scored));
        yield return ("per decision", estimates.PerDecision(scored));
        yield return ("weighted", estimates.Weighted(scored));
        yield return ("weighted, per decision", estimates.WeightedPerDecision(scored));
        yield return ("doubly robust", estimates.DoublyRobust(scored));
        yield return ("fitted Q", Bootstrap.Normal(
            log, sample => chain.Value(chain.FittedQ(sample), state: 0), random, resamples: 10));
    }
}
