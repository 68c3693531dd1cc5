namespace DeepQ.Results;

/// <summary>
/// The experiments from logs: returns over seeds, and what becomes of values out of the data's support.
/// </summary>
internal static class OfflineRun
{
    private const ulong CurveSeed = 5;

    /// <summary>Trains, draws both pictures, and gives the table.</summary>
    public static string Execute(int seeds, string folder)
    {
        List<OfflineSeed> results = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            OfflineSeed result = OfflineCartPole.Train((ulong)seed);
            results.Add(result);
            IEnumerable<string> returns = result.Returns.Select(
                (value, i) => $"{OfflineCartPole.Algorithms[i].Name} {value:F1}");
            Console.WriteLine(
                $"seed {seed}: log {result.Logged:F1}, greedy {result.Greedy:F1}, {string.Join(", ", returns)}");
        }

        OfflinePlot.Draw(results).Save(Path.Combine(folder, $"{OfflineCartPole.Name}.svg"));
        BehaviorLog log = BehaviorLog.Record(OfflineCartPole.Epsilon, CurveSeed);
        (string, IReadOnlyList<double>)[] curves =
        [
            ("DQN", OfflineCartPole.Curve(log, "DQN", CurveSeed)),
            ("CQL", OfflineCartPole.Curve(log, "CQL", CurveSeed)),
        ];
        foreach ((string name, IReadOnlyList<double> curve) in curves)
            Console.WriteLine($"{name}: mean Q of the log is {curve[^1]:F1} at the end, {curve.Max():F1} at most");
        OverestimationPlot.Draw(curves).Save(Path.Combine(folder, "offline-overestimation.svg"));
        return string.Join(Environment.NewLine, ["", OfflineReport.Returns(results), OfflineReport.Clone(results)]);
    }
}
