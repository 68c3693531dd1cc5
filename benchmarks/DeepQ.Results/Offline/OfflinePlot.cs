using ScottPlot;

namespace DeepQ.Results;

/// <summary>A row for the log and for each algorithm: a dot for each seed and a bar at the mean.</summary>
internal static class OfflinePlot
{
    private static readonly Color Data = Color.FromHex("#718096"), Learned = Color.FromHex("#2b6cb0");

    public static Plot Draw(IReadOnlyList<OfflineSeed> seeds)
    {
        (string Name, double[] Returns)[] rows =
        [
            ("the log itself", [.. seeds.Select(seed => seed.Logged)]),
            ("its greedy part", [.. seeds.Select(seed => seed.Greedy)]),
            .. OfflineCartPole.Algorithms.Select(
                (entry, i) => (entry.Name, seeds.Select(seed => seed.Returns[i]).ToArray())),
        ];
        Plot plot = Pictures.New(
            $"CartPole-v1 from {BehaviorLog.Size:N0} transitions, {seeds.Count} logs", "return: a dot for each log, a bar at the mean", "");
        foreach ((int i, (_, double[] returns)) in rows.Index())
            plot.AddSeeds(-i, returns, i < 2 ? Data : Learned);
        plot.NameRows([.. rows.Select(row => row.Name)]);
        plot.Axes.SetLimitsX(0, 510);
        return plot;
    }
}
