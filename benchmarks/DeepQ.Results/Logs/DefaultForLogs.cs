using System.Globalization;
using System.Text;
using DeepQ.Learning;
using DeepQ.Learning.Offline;

namespace DeepQ.Results;

/// <summary>
/// What the default for logs is worth beside what was logged and each algorithm, on logs whose policies have known values.
/// </summary>
internal static class DefaultForLogs
{
    public const string Name = "default-for-logs";

    // The rule was made on logs of a seed below.
    private const ulong FirstSeed = 201;

    private static readonly (string Name, OfflineAlgorithm Algorithm)[] Algorithms =
    [
        ("BC", new BehaviorCloning()),
        ("BCQ", new BatchConstrainedQLearning()),
        ("CQL", new ConservativeQLearning()),
        ("DQN", new DeepQLearning()),
        ("default", new DqnOptions().OfflineAlgorithm),
    ];

    /// <summary>Learns from every log with each algorithm; gives a table of means over seeds.</summary>
    public static string Execute(int seeds)
    {
        StringBuilder text = new();
        text.AppendLine("| log | logged | BC | BCQ | CQL | DQN | trees | default | of the best | chosen |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (Func<ulong, KnownLog> draw in KnownLogs.All)
        {
            KnownLog[] logs = [.. Enumerable.Range(0, seeds).Select(i => draw(FirstSeed + (ulong)i))];
            List<string> chosen = [];
            double[] values = [.. Algorithms.Select(one => logs.Average(log => Value(log, one.Algorithm, chosen)))];
            double logged = logs.Average(log => log.LoggedValue);
            double best = values[..^1].Append(logged).Max();
            bool isOneStep = logs[0].Data.Episodes!.All(episode => episode.Count == 1);
            double? trees = isOneStep ? logs.Average(log => log.ValueOf(TreePolicy.Learn(log.Data))) : null;
            string row = string.Create(
                CultureInfo.InvariantCulture,
                $"| {logs[0].Name} | {logged:F2} | {string.Join(" | ", values[..^1].Select(Text))} | {(trees is { } tree ? Text(tree) : "")} | ") +
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"**{values[^1]:F2}** | {1 + ((values[^1] - best) / Math.Abs(best)):P0} | {Counts(chosen)} |");
            Console.WriteLine(row);
            text.AppendLine(row);
        }

        return Environment.NewLine + text;

        static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
    }

    private static double Value(KnownLog log, OfflineAlgorithm algorithm, List<string> chosen)
    {
        DqnOptions options = new() { Gamma = log.Gamma, OfflineAlgorithm = algorithm };
        using TrainingResult result = new DqnTrainer(options).Train(log.Data, null, new Xoshiro256(1));
        if (result.Candidates.Count > 0)
        {
            chosen.Add(result.Algorithm.Split(',')[0]);
            Console.WriteLine($"  {string.Join("; ", result.Candidates)}");
        }

        return log.ValueOf(state => result.Network.Act(state));
    }

    private static string Counts(List<string> chosen) =>
        string.Join(", ", chosen.CountBy(name => name).Select(entry => $"{entry.Key} {entry.Value}"));
}
