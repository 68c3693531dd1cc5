using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Serving.Tests.Hostile;

/// <summary>Ten thousand files that were made up, of all operators in any order.</summary>
[Trait("Category", "Slow")]
public class GeneratedFileTests
{
    private const int Files = 10_000;
    private const int Processes = 2;
    private const double MostSeconds = 2;
    private const double MostMegabytes = 512;

    // TopK is the operator that is not computed in managed code.
    [Theory]
    [InlineData("onnx")]
    [InlineData("managed", "TopK")]
    public void None_ends_the_process_or_takes_more_than_it_may(string runtime, params string[] unknown)
    {
        const int Each = Files / Processes;
        HostileResult[] results =
        [
            .. Enumerable.Range(0, Processes).AsParallel().SelectMany(part =>
                HostileProcess.Run(runtime, "fuzz", "1", $"{part * Each}", $"{Each}")),
        ];

        Assert.Equal(Files, results.Length);
        Assert.DoesNotContain(results, result => result.Verdict is not ("served" or "refused"));
        Assert.DoesNotContain(results, result => result.Seconds > MostSeconds || result.Megabytes > MostMegabytes);
        // Of finite states, every answer is one; a state beyond the network is said to be.
        Assert.DoesNotContain(
            results,
            result => result.Profile == nameof(OnnxProfile.Policy) && result.Reason.Contains("failed", StringComparison.Ordinal));
        Assert.InRange(results.Count(result => result.Verdict == "served"), Files / 3, Files);
        foreach (IGrouping<string, HostileResult> profile in results.GroupBy(result => result.Profile))
            Assert.Equal(unknown, OperatorsOf(profile.Key).Except(RunBy(profile)));
    }

    private static IEnumerable<string> RunBy(IEnumerable<HostileResult> results) =>
        results.Where(result => result.Verdict == "served").SelectMany(result => result.Operators);

    private static IEnumerable<string> OperatorsOf(string profile) =>
        OnnxGuard.Operators(Enum.Parse<OnnxProfile>(profile));
}
