using System.Text.Json;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Training;

namespace DeepQ.Results;

/// <summary>One training: a method, a game and a seed, with its result and its checkpoint as files.</summary>
internal sealed record MinAtarCell(MinAtarMethod Method, string Game, int Seed)
{
    private const int Episodes = 100;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The games, those that are learned first first.</summary>
    public static IReadOnlyList<string> Games { get; } = ["Breakout", "Asterix", "SpaceInvaders", "Freeway", "Seaquest"];

    /// <summary>All of them, the first seeds of all before the second.</summary>
    public static IReadOnlyList<MinAtarCell> All { get; } =
    [
        .. from seed in Enumerable.Range(1, MinAtarMethod.All.Max(method => method.Seeds))
           from method in MinAtarMethod.All
           where seed <= method.Seeds
           from game in Games
           select new MinAtarCell(method, game, seed),
    ];

    // Beside the code, in the folder of the solution.
    private string ResultPath =>
        Path.Combine("benchmarks", "DeepQ.Results", "MinAtar", "Measured", Method.Folder, $"{Game}-{Seed}.json");

    private string CheckpointPath => Path.Combine("artifacts", "results", "minatar", Method.Folder, $"{Game}-{Seed}.checkpoint");

    public override string ToString() => $"{Method.Name}, {Game}, seed {Seed}";

    /// <summary>What was measured; null for nothing yet.</summary>
    public MinAtarResult? Read() => File.Exists(ResultPath)
        ? JsonSerializer.Deserialize<MinAtarResult>(File.ReadAllText(ResultPath), Indented)
        : null;

    /// <summary>Trains, from the checkpoint where there is one, and writes the result.</summary>
    /// <exception cref="OperationCanceledException">It was canceled; the checkpoint has what was learned until then.</exception>
    public MinAtarResult Train(CancellationToken cancellationToken)
    {
        DqnOptions options = Method.Options();
        Directory.CreateDirectory(Path.GetDirectoryName(CheckpointPath)!);
        options.CheckpointPath = CheckpointPath;
        options.CheckpointInterval = (int)(options.Steps / 20);
        // Once, at the end: by the training, whose path has one thread.
        options.EvaluationInterval = (int)options.Steps;
        options.EvaluationEpisodes = Episodes;
        options.FinalEpisodes = 0;
        Xoshiro256 random = new((ulong)Seed);
        VectorEnvironment games = new(Method.Environments, Create, random.Fork());
        DqnTrainer trainer = new(options);
        using TrainingResult training = File.Exists(CheckpointPath)
            ? trainer.Resume(CheckpointPath, games, Create(), null, cancellationToken)
            : trainer.Train(games, Create(), random, null, cancellationToken);
        if (training.StopReason == StopReason.Canceled)
            throw new OperationCanceledException(cancellationToken);

        EvaluationResult greedy = training.Evaluations[^1].Result;
        MinAtarResult result = new(
            training.Steps,
            training.Updates,
            Math.Round(training.Elapsed.TotalSeconds),
            Mean(training.Episodes, training.Episodes.Count) ?? double.NaN,
            greedy.MeanReturn,
            greedy.CutOff,
            Curve(training));
        Directory.CreateDirectory(Path.GetDirectoryName(ResultPath)!);
        File.WriteAllText(ResultPath, JsonSerializer.Serialize(result, Indented) + "\n");
        File.Delete(CheckpointPath);
        return result;
    }

    private IEnvironment Create() => EnvironmentRegistry.Standard.Make($"MinAtar/{Game}-v0");

    private static double?[] Curve(TrainingResult training)
    {
        double?[] curve = new double?[MinAtarResult.Points];
        int ended = 0;
        for (int point = 0; point < curve.Length; point++)
        {
            long step = training.Steps * (point + 1) / curve.Length;
            while (ended < training.Episodes.Count && training.Episodes[ended].Step <= step)
                ended++;
            curve[point] = Mean(training.Episodes, ended);
        }

        return curve;
    }

    // Of the 100 episodes before one.
    private static double? Mean(IReadOnlyList<EpisodeRecord> episodes, int end)
    {
        int first = Math.Max(0, end - Episodes);
        return end == 0 ? null : Math.Round(episodes.Skip(first).Take(end - first).Average(episode => episode.Return), 3);
    }
}
