using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
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

    private static Comparison ToComparison(string title, Summary summary)
    {
        double reference = Median(summary.Reports[0]);
        return new(title, "call", Name(summary.Reports[0]), [.. summary.Reports.Select(ToTiming)]);

        Timing ToTiming(BenchmarkReport report) => new(
            Name(report),
            Median(report) / NanosecondsPerMicrosecond,
            report.ResultStatistics!.Min / NanosecondsPerMicrosecond,
            report.ResultStatistics.Max / NanosecondsPerMicrosecond,
            reference / Median(report),
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase),
            Gigaflops: null);
    }

    private static string Name(BenchmarkReport report) =>
        $"{report.BenchmarkCase.Descriptor.WorkloadMethod.Name} {report.BenchmarkCase.Parameters.ValueInfo}".TrimEnd();

    private static double Median(BenchmarkReport report) =>
        report.ResultStatistics?.Median
        ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} gave no result.");
}
