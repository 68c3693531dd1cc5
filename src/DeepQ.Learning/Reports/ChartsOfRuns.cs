namespace DeepQ.Learning.Reports;

/// <summary>Chooses the charts of a page.</summary>
internal static class ChartsOfRuns
{
    private const int EpisodesTogether = 20;

    /// <summary>The charts of one run, each with several related metrics.</summary>
    public static IReadOnlyList<ReportChart> Of(ReportRun run)
    {
        ChartLine?[] returns =
        [
            run.Metrics.GetValueOrDefault("episode/return") is { } episodes
                ? new($"episodes of training, mean of {EpisodesTogether}", 1, episodes.Smoothed(EpisodesTogether).Thinned()) { IsThin = true }
                : null,
            run.Metrics.GetValueOrDefault("evaluation/mean_return") is { } evaluations ? new("greedy policy", 0, WithBand(evaluations, run)) : null,
            Line(run, "validation/value", "value on held-out episodes", 0),
        ];
        return Known(
            Chart("Return", run.Band is null ? "" : $"The band is {run.Band}.", returns),
            Chart(
                "Predicted and actual returns",
                "Predicted: the greatest Q-value at the start of an evaluation episode. Actual: its discounted return.",
                Line(run, "update/mean_q", "mean of Q in batches", 7, isThin: true),
                Line(run, "evaluation/start_value", "predicted", 0),
                Line(run, "evaluation/discounted_return", "actual", 2)),
            InPowers(Chart(
                "Loss", "It need not fall: as the policy improves, its targets change.", Line(run, "update/loss", "loss", 1))),
            InPowers(Chart(
                "Error and gradient",
                "The mean of |Q − y| over a batch, and the norm of the gradient before it is clipped.",
                Line(run, "update/td_error", "TD error", 3),
                Line(run, "update/gradient_norm", "gradient norm", 4))),
            InShares(Chart(
                "Exploration and replay",
                "The probability of a random action, and the filled share of the buffer.",
                Line(run, "exploration/epsilon", "ε", 5),
                Line(run, "replay/fill", "replay filled", 7, isThin: true))),
            Chart("Speed", "Updates per second, including acting and evaluation.", Line(run, "time/updates_per_second", "updates per second", 6)));
    }

    /// <summary>The charts of several runs: one metric in each, with one line per run.</summary>
    public static IReadOnlyList<ReportChart> Of(IReadOnlyList<ReportRun> runs) => Known(
        Each(runs, "Return of the greedy policy", "evaluation/mean_return"),
        Each(runs, "Return of training episodes", "episode/return", points => points.Smoothed(EpisodesTogether)),
        Each(runs, "Value on held-out episodes", "validation/value"),
        Each(runs, "Mean of Q in batches", "update/mean_q"),
        InPowers(Each(runs, "Loss", "update/loss")),
        InPowers(Each(runs, "TD error", "update/td_error")),
        InShares(Each(runs, "Exploration: ε", "exploration/epsilon")),
        Each(runs, "Updates per second", "time/updates_per_second"));

    private static ReportChart Chart(string title, string note, params ChartLine?[] lines) => new(title, note, [.. lines.OfType<ChartLine>()]);

    private static ReportChart InPowers(ReportChart chart) => chart with { IsLogarithmic = true };

    private static ReportChart InShares(ReportChart chart) => chart with { IsShare = true };

    private static ReportChart[] Known(params ReportChart[] charts) => [.. charts.Where(chart => chart.Lines.Count > 0)];

    private static ChartLine? Line(ReportRun run, string metric, string label, int color, bool isThin = false) =>
        run.Metrics.GetValueOrDefault(metric) is { } points ? new(label, color, points.Thinned()) { IsThin = isThin } : null;

    private static MetricPoints WithBand(MetricPoints returns, ReportRun run)
    {
        // A log that was cut off may lack the last one.
        if (returns.Low is not null || run.Metrics.GetValueOrDefault("evaluation/standard_deviation") is not { } spread
            || spread.Values.Count != returns.Values.Count)
        {
            return returns;
        }

        return returns with
        {
            Low = [.. returns.Values.Zip(spread.Values, (mean, deviation) => mean - deviation)],
            High = [.. returns.Values.Zip(spread.Values, (mean, deviation) => mean + deviation)],
        };
    }

    private static ReportChart Each(
        IReadOnlyList<ReportRun> runs, string title, string metric, Func<MetricPoints, MetricPoints>? change = null) => new(
        title,
        "",
        [.. runs.Select((run, i) => (run, i)).Where(one => one.run.Metrics.ContainsKey(metric)).Select(one =>
        {
            MetricPoints points = one.run.Metrics[metric];
            return new ChartLine(one.run.Name, one.i, points.Low is null ? (change?.Invoke(points) ?? points).Thinned() : points);
        })]);
}
