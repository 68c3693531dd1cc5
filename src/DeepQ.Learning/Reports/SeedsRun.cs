using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Seeds;

namespace DeepQ.Learning.Reports;

/// <summary>Creates a run from several trainings: the returns of all, and everything else from the best one.</summary>
internal static class SeedsRun
{
    /// <summary>Creates the run of several trainings.</summary>
    public static ReportRun Of(string name, SeedResults seeds)
    {
        Dictionary<string, MetricPoints> metrics = TrainingRun.MetricsOf(seeds.Best.Training);
        metrics.Remove("episode/return");
        metrics["evaluation/mean_return"] = MetricPoints.Of(seeds.Curve.Select(point => (point.Step, point.Return.Value))) with
        {
            Low = [.. seeds.Curve.Select(point => Known(point.Return.Lower, point.Return))],
            High = [.. seeds.Curve.Select(point => Known(point.Return.Upper, point.Return))],
        };
        return TrainingRun.Of(name, seeds.Best.Training) with
        {
            Metrics = metrics,
            Diagnosis = [.. seeds.Seeds
                .SelectMany(seed => seed.Training.Diagnosis.Select(finding => (seed.Seed, Finding: finding)))
                .GroupBy(one => one.Finding.Name)
                .Select(same => same.First().Finding with
                {
                    Name = $"{same.Key} in {same.Count()} of {seeds.Seeds.Count} seeds",
                    Seen = $"Seed {same.First().Seed}: {same.First().Finding.Seen}",
                })],
            Band = $"the 95% interval of the interquartile mean of {seeds.Seeds.Count} seeds",
            Figures =
            [
                ("interquartile mean of the returns", TrainingRun.Number(seeds.Return.Value)),
                ("its 95% interval", double.IsNaN(seeds.Return.Lower)
                    ? "–"
                    : $"{TrainingRun.Number(seeds.Return.Lower)} to {TrainingRun.Number(seeds.Return.Upper)}"),
                ("seeds", $"{seeds.Seeds.Count}"),
                ("best seed", $"{seeds.Best.Seed}, with {TrainingRun.Number(seeds.Best.Return)}"),
                ("environment steps", TrainingRun.Count(seeds.Seeds.Sum(seed => seed.Training.Steps))),
            ],
        };
    }

    // A single training has no interval.
    private static double Known(double end, Estimate estimate) => double.IsNaN(end) ? estimate.Value : end;
}
