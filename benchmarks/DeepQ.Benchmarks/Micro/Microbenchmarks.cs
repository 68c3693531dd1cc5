using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace DeepQ.Benchmarks;

/// <summary>What single calls of ours take and allocate, by BenchmarkDotNet; nobody else takes part.</summary>
internal static class Microbenchmarks
{
    private const double NanosecondsPerMicrosecond = 1e3;

    public static IEnumerable<Comparison> Run()
    {
        // In this process, because a build of its own for each class would find neither the choice of packages nor
        // the native libraries.
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(9))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Report.Folder);
        Type[] classes = [typeof(LearnerCalls), typeof(ReplayCalls), typeof(EnvironmentCalls), typeof(PolicyCalls)];
        foreach (Type calls in classes)
            yield return ToComparison(calls.Name, BenchmarkRunner.Run(calls, config));
    }

    private static Comparison ToComparison(string title, Summary summary) =>
        new(title, "call", References: [], [.. summary.Reports.Select(ToTiming)]);

    private static Timing ToTiming(BenchmarkReport report)
    {
        BenchmarkCase calls = report.BenchmarkCase;
        Statistics times = report.ResultStatistics
            ?? throw new InvalidOperationException($"{calls.DisplayInfo} gave no result.");
        return new(
            $"{calls.Descriptor.WorkloadMethod.Name} {calls.Parameters.ValueInfo}",
            times.Median / NanosecondsPerMicrosecond,
            times.Min / NanosecondsPerMicrosecond,
            times.Max / NanosecondsPerMicrosecond,
            TimesFaster: new Dictionary<string, double>(),
            report.GcStats.GetBytesAllocatedPerOperation(calls),
            Gigaflops: null);
    }
}
