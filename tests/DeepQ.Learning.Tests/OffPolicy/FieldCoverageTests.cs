using System.Globalization;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>
/// The intervals of whole evaluations by networks, on random processes with exact values: a process, its units and its log are new each
/// time. The environment variable DEEPQ_COVERAGE_LOGS asks for more than the usual number of logs.
/// </summary>
[Trait("Category", "Slow")]
public sealed class FieldCoverageTests
{
    private const double LeastPart = 0.9;
    // How often the logged policy does anything at all: good, medium and random behavior.
    private static readonly double[] Exploring = [0.3, 0.6, 1];

    private static readonly int Logs = int.TryParse(
        Environment.GetEnvironmentVariable("DEEPQ_COVERAGE_LOGS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        ? count
        : 36;

    [Fact]
    public void Nine_intervals_in_ten_hold_the_truth_whatever_the_behavior_and_the_units()
    {
        (double Exact, PolicyMetrics Metrics)[] judged =
            [.. Enumerable.Range(0, Logs).Select(i => Judge((ulong)i + 1, Exploring[i % Exploring.Length]))];
        int fittedQ = Covered(metrics => metrics.FittedQ!);
        int doublyRobust = Covered(metrics => metrics.DoublyRobust!);
        Assert.True(
            Math.Min(fittedQ, doublyRobust) >= LeastPart * Logs,
            $"Of {Logs} logs fitted Q covers the exact value in {fittedQ}, the doubly robust estimate in {doublyRobust}.");

        int Covered(Func<PolicyMetrics, Estimate> estimate) => judged.Count(one =>
            estimate(one.Metrics).Lower <= one.Exact && one.Exact <= estimate(one.Metrics).Upper);
    }

    private static (double Exact, PolicyMetrics Metrics) Judge(ulong seed, double exploring)
    {
        FieldProcess process = new(seed, exploring);
        Xoshiro256 random = new(1_000 + seed);
        return (process.ValueOf(process.Judged), OffPolicyEvaluation.Run(
            process.Log(300, random),
            process.LogJudged,
            FieldProcess.Gamma,
            new OffPolicyOptions { Temperature = 1, HiddenUnits = [32], FittedQResamples = 4, Resamples = 200 },
            random.Fork()));
    }
}
