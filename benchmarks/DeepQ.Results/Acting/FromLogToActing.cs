using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using DeepQ.Learning;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>What becomes of a policy that was learned from a log when it goes on learning by acting.</summary>
internal static class FromLogToActing
{
    public const string Name = "from-log-to-acting";

    private const int Evaluations = 20;
    // Of what follows the log: how far it falls is a matter of the beginning.
    private const int First = 10;

    /// <summary>Learns from each log in each way, and goes on; gives tables of means over seeds.</summary>
    public static string Execute(int seeds)
    {
        StringBuilder text = new();
        foreach (ActingProblem problem in ActingProblem.All)
        {
            ConcurrentBag<(int Variant, ulong Seed, double Offline, List<double> Curve)> runs = [];
            KnownLog[] logs = [.. Enumerable.Range(1, seeds).Select(seed => problem.Log((ulong)seed))];
            Parallel.For(
                0,
                seeds * ActingVariant.All.Count,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                i =>
                {
                    (int seed, int variant) = Math.DivRem(i, ActingVariant.All.Count);
                    (double offline, List<double> curve) = Run(problem, logs[seed], ActingVariant.All[variant], (ulong)seed + 1);
                    runs.Add((variant, (ulong)seed + 1, offline, curve));
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{problem.Name}, seed {seed + 1}, {ActingVariant.All[variant].Name}: {offline:F1}; {string.Join(' ', curve.Select(value => $"{value:F1}"))}"));
                });

            text.AppendLine(CultureInfo.InvariantCulture, $"| {problem.Name} | after the log | least of the first {First} | greatest fall | mean of all | last |");
            text.AppendLine("|---|---|---|---|---|---|");
            foreach ((int variant, ActingVariant way) in ActingVariant.All.Index())
            {
                var own = runs.Where(run => run.Variant == variant).ToArray();
                bool hasLog = way.Algorithm is not null;
                text.AppendLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {way.Name} | {Text(hasLog ? own.Average(run => run.Offline) : null)} | {Text(own.Average(run => run.Curve.Take(First).Min()))} | ") +
                    $"{Text(hasLog ? own.Max(run => run.Offline - run.Curve.Take(First).Min()) : null)} | " +
                    $"{Text(own.Average(run => run.Curve.Average()))} | {Text(own.Average(run => run.Curve[^1]))} |");
            }

            text.AppendLine();
        }

        return Environment.NewLine + text;

        static string Text(double? value) => value?.ToString("F1", CultureInfo.InvariantCulture) ?? "";
    }

    private static (double Offline, List<double> Curve) Run(ActingProblem problem, KnownLog log, ActingVariant variant, ulong seed)
    {
        using TrainingResult? offline = variant.Algorithm is null
            ? null
            : new DqnTrainer(new()
            {
                Gamma = log.Gamma,
                OfflineAlgorithm = variant.Algorithm,
                Updates = problem.Updates,
                Threads = 1,
            }).Train(log.Data, null, new Xoshiro256(seed));
        ActingCurve curve = new(problem.Steps / Evaluations, policy => problem.ValueOf(log, policy, seed));
        IEnvironment environment = problem.Create();
        DqnOptions options = new()
        {
            WeightAveraging = 0,
            Gamma = log.Gamma,
            Steps = problem.Steps,
            InitialNetwork = offline?.Network,
            Demonstrations = variant.Share == 0
                ? null
                : new()
                {
                    Data = log.Data with { ActionSpace = environment.ActionSpace },
                    Share = variant.Share,
                    MarginWeight = variant.MarginWeight,
                },
            Observers = [curve],
            Threads = 1,
        };
        // What was learned acts, and tries something else now and then.
        if (offline is not null)
            (options.Epsilon, options.LearningRate) = (0.05, new FractionSchedule(3e-4, 5e-5));
        Xoshiro256 random = new(100 + seed);
        new DqnTrainer(options).Train(new VectorEnvironment([environment], random.Fork()), null, random).Dispose();
        double value = offline is null ? double.NaN : problem.ValueOf(log, offline.Network.Act, seed);
        return (value, curve.Values);
    }
}
