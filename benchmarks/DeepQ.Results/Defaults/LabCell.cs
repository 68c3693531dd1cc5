using System.Text.Json;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks;

namespace DeepQ.Results;

/// <summary>One training: settings, a problem and a seed, with its result as a line of a file.</summary>
internal sealed record LabCell(LabCandidate Candidate, LabProblem Problem, int Seed)
{
    private const int Episodes = 100;

    // From so many steps on a training is worth a checkpoint.
    private const long Long = 1_000_000;

    private static readonly Lock Writing = new();

    /// <summary>What defaults are chosen by: seeds 101 and on, the first of all before the second.</summary>
    public static IReadOnlyList<LabCell> Choosing { get; } =
    [
        .. from seed in Enumerable.Range(101, 8)
           from problem in LabProblem.Choosing
           from candidate in LabCandidate.All
           select new LabCell(candidate, problem, seed),
    ];

    /// <summary>What is reported: the defaults, with seeds 1 and on.</summary>
    public static IReadOnlyList<LabCell> Reporting { get; } =
    [
        .. from problem in LabProblem.All
           from seed in Enumerable.Range(1, problem.Seeds)
           select new LabCell(LabCandidate.Defaults, problem, seed),
    ];

    // Beside the code, in the folder of the solution.
    private string ResultPath => Path.Combine(
        "benchmarks", "DeepQ.Results", "Defaults", "Measured", Folder(Candidate.Name), $"{Problem.Name}.json");

    private string CheckpointPath => Path.Combine(
        "artifacts", "results", "defaults", Folder(Candidate.Name), $"{Problem.Name}-{Seed}.checkpoint");

    public override string ToString() => $"{Candidate.Name}, {Problem.Name}, seed {Seed}";

    /// <summary>What was measured; null for nothing yet.</summary>
    public LabResult? Read() => ReadAll().GetValueOrDefault(Seed);

    /// <summary>Trains, and adds the result to the file.</summary>
    /// <exception cref="OperationCanceledException">It was canceled, and nothing was written.</exception>
    public LabResult Train(CancellationToken cancellationToken)
    {
        DqnOptions options = Candidate.Options(Problem);
        if (options.Steps >= Long)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(CheckpointPath)!);
            (options.CheckpointPath, options.CheckpointInterval) = (CheckpointPath, (int)(options.Steps / 20));
        }

        Xoshiro256 random = new((ulong)Seed);
        VectorEnvironment environments = new([Problem.Create()], random.Fork());
        DqnTrainer trainer = new(options);
        Xoshiro256 draws = random.Fork();
        using TrainingResult training = File.Exists(options.CheckpointPath)
            ? trainer.Resume(options.CheckpointPath, environments, Problem.Create(), null, cancellationToken)
            : trainer.Train(environments, Problem.Create(), draws, null, cancellationToken);
        if (training.StopReason == StopReason.Canceled)
            throw new OperationCanceledException(cancellationToken);
        double[] end = [.. training.Evaluations
            .Where(evaluation => evaluation.Step > 0.8 * Problem.Steps)
            .Select(evaluation => evaluation.Result.MeanReturn)];
        LabResult result = new(
            Evaluate(training.LastNetwork),
            Evaluate(training.Network),
            Problem.Solved is { } solved ? (double)end.Count(value => value >= solved) / end.Length : null,
            LabOptimality.Of(training.LastNetwork, Problem.Create(), options.Gamma),
            [.. training.Evaluations.Select(evaluation => Math.Round(evaluation.Result.MeanReturn, 3))],
            Math.Round(training.Elapsed.TotalSeconds, 1));
        Write(result);
        if (options.CheckpointPath is not null)
            File.Delete(options.CheckpointPath);
        return result;

        double Evaluate(QNetwork network) => Math.Round(
            PolicyEvaluation.Run(Problem.Create(), network.Act, Episodes, random.Fork(), cancellationToken: cancellationToken).MeanReturn, 3);
    }

    private SortedDictionary<int, LabResult> ReadAll() => File.Exists(ResultPath)
        ? JsonSerializer.Deserialize<SortedDictionary<int, LabResult>>(File.ReadAllText(ResultPath))!
        : [];

    private void Write(LabResult result)
    {
        lock (Writing)
        {
            SortedDictionary<int, LabResult> results = ReadAll();
            results[Seed] = result;
            Directory.CreateDirectory(Path.GetDirectoryName(ResultPath)!);
            string[] lines = [.. results.Select(entry => $"\"{entry.Key}\": {JsonSerializer.Serialize(entry.Value)}")];
            File.WriteAllText(ResultPath, $"{{\n{string.Join(",\n", lines)}\n}}\n");
        }
    }

    private static string Folder(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter == '.' ? letter : '-')).Replace("--", "-");
}
