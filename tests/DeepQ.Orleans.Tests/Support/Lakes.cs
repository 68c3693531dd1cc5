using DeepQ.Environments;
using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Sweeps whose trainings take about a second.</summary>
internal static class Lakes
{
    public const string Name = "lake";
    private const int Steps = 900;

    public static EnvironmentSweep Sweep(Func<IEnvironment>? create = null, string name = Name, SweepSpace? space = null) =>
        new(name, create ?? (() => new WaitingLake(() => Thread.Sleep(1))), space ?? Space());

    /// <summary>A sweep that counts the steps that are taken, wherever they are.</summary>
    /// <param name="count">Counts them.</param>
    /// <param name="goOn">What each step waits for; null for nothing.</param>
    public static EnvironmentSweep Counted(StepCount count, ManualResetEventSlim? goOn = null) => Sweep(() => new WaitingLake(() =>
    {
        goOn?.Wait();
        count.Add();
        Thread.Sleep(1);
    }));

    public static IEnvironment Counting(StepCount count) => new WaitingLake(() =>
    {
        count.Add();
        Thread.Sleep(1);
    });

    public static SweepSpace Space(double gamma = 0.9) => new SweepSpace(() => Settings(gamma))
        .Vary("rate", SweepRange.Logarithmic(1e-3, 1e-1), (options, value) => options.LearningRate = value)
        .Vary("batch", [8, 16], (options, value) => options.BatchSize = value);

    public static SweepOptions Options(string folder) => new()
    {
        Candidates = 4,
        Rounds = 2,
        Reduction = 2,
        Seed = 3,
        EvaluationEpisodes = 2,
        Folder = folder,
    };

    /// <summary>The journal but for the times.</summary>
    public static string[] Journal(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "trials.jsonl"))
            .Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\"seconds\":[^,}]*", "")),
    ];

    public static DeepQTrainer.Options Settings(double gamma) => new()
    {
        HiddenUnits = [],
        Gamma = gamma,
        Steps = Steps,
        LearningStarts = 100,
        ReplayCapacity = 1_000,
        EvaluationInterval = 300,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
        MaxEvaluationSteps = 30,
    };
}
