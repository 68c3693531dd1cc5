using System.Globalization;
using System.Text;
using DeepQ.Learning.Offline;

namespace DeepQ.Results;

/// <summary>
/// Where the settings of <see cref="OfflineCartPole"/> come from: of each algorithm those with the greatest mean return
/// on logs of the seeds 11 and up, which no figure is reported of.
/// </summary>
internal static class OfflineChoice
{
    public const string Name = "offline-cartpole-choice";

    private const ulong FirstSeed = 11;
    private static readonly double[] Rates = [3e-4, 1e-3];

    private static IEnumerable<OfflineVariant> Candidates =>
        from algorithm in new (string Name, OfflineAlgorithm Algorithm)[]
        {
            ("CQL", new ConservativeQLearning(Alpha: 0.02)),
            ("CQL", new ConservativeQLearning(Alpha: 0.04)),
            ("CQL", new ConservativeQLearning(Alpha: 0.08)),
            ("BCQ", new BatchConstrainedQLearning(Threshold: 0.1)),
            ("BCQ", new BatchConstrainedQLearning(Threshold: 0.3)),
            ("BCQ", new BatchConstrainedQLearning(Threshold: 0.5)),
            ("BC", new BehaviorCloning()),
            ("NFQ", new NeuralFittedQIteration()),
            ("DQN", new DeepQLearning()),
        }
        from rate in Rates
        select new OfflineVariant(algorithm.Name, algorithm.Algorithm, rate);

    /// <summary>Learns with all settings from each log; gives a table, the best of each algorithm in bold.</summary>
    public static string Execute(int seeds)
    {
        ulong[] numbers = [.. Enumerable.Range(0, seeds).Select(i => FirstSeed + (ulong)i)];
        BehaviorLog[] logs = [.. numbers.Select(seed => BehaviorLog.Record(OfflineCartPole.Epsilon, seed))];
        List<(OfflineVariant Variant, double[] Returns)> rows = [];
        foreach (OfflineVariant variant in Candidates)
        {
            double[] returns = [.. logs.Zip(numbers, (log, seed) => OfflineCartPole.Return(log, variant, seed))];
            rows.Add((variant, returns));
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{variant}: mean {returns.Average():F1}"));
        }

        return Environment.NewLine + ToMarkdown(numbers, rows);
    }

    private static string ToMarkdown(ulong[] seeds, List<(OfflineVariant Variant, double[] Returns)> rows)
    {
        StringBuilder text = new();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| settings | {string.Join(" | ", seeds.Select(seed => $"seed {seed}"))} | mean |");
        text.AppendLine(string.Concat(Enumerable.Repeat("|---", seeds.Length + 2)) + "|");
        foreach ((OfflineVariant variant, double[] returns) in rows)
        {
            bool isBest = returns.Average() == rows
                .Where(row => row.Variant.Name == variant.Name).Max(row => row.Returns.Average());
            string mean = returns.Average().ToString(isBest ? "**0.0**" : "0.0", CultureInfo.InvariantCulture);
            string all = string.Join(
                " | ", returns.Select(value => value.ToString("F1", CultureInfo.InvariantCulture)));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {variant} | {all} | {mean} |");
        }

        return text.ToString();
    }
}
