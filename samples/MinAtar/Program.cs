using DeepQ.Environments;
using DeepQ.Environments.MinAtar;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.MLNet;
using DeepQ.MLNet.Curves;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using Microsoft.ML;
using Samples;
using Samples.Training;
using Spectre.Console;

namespace MinAtarSample;

/// <summary>
/// A game learned from its bits by PQN: train in 128 games side by side, export, draw, and play from the file. <see cref="Run"/> is
/// the whole story; every other file shows one thing that it uses.
/// </summary>
internal static class Program
{
    private const int ParallelGames = 128;
    private const int Episodes = 100;
    private const int MostFrames = 1_000;

    public static int Main(string[] args)
    {
        if (!GameOptions.TryParse(args, Console.Out, Console.Error, out GameOptions? options, out int exitCode))
            return exitCode;

        try
        {
            Run(options, ConsoleOutput.Open());
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or PolicyVerificationException or TrainingDivergedException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static void Run(GameOptions options, IAnsiConsole console)
    {
        GameFiles files = GameFiles.In(options.Out, options.Game);
        MinAtarGame Create() => (MinAtarGame)EnvironmentRegistry.Standard.Make(GameOptions.Games[options.Game]);
        MLContext mlContext = new(seed: options.Seed);
        Xoshiro256 random = new((ulong)options.Seed);

        console.Heading(1, $"Learn {Create().Name} in {ParallelGames} games, seed {options.Seed}; Ctrl-C keeps the best so far");
        using TrainingResult training = Train(mlContext, options, Create, random, console);
        console.Line(
            $"{training.Steps:N0} steps and {training.Updates:N0} updates in {training.Elapsed.TotalSeconds:F0} s, " +
            $"{training.Steps / training.Elapsed.TotalSeconds:N0} steps/s");
        Findings.Show(console, training);

        console.Heading(2, "Export it to ONNX and compare the file with the network");
        console.Line($"{mlContext.ReinforcementLearning.ExportToOnnx(training, files.Policy)}");
        console.Line(files.Policy);

        console.Heading(3, "Draw the learning curve");
        LearningCurve.Write(files.LearningCurve, training, $"{training.Algorithm} on {Create().Name}, seed {options.Seed}");
        console.Line(files.LearningCurve);

        console.Heading(4, $"Let the file act greedily for {Episodes} episodes");
        using OnnxPolicy policy = OnnxPolicy.Load(files.Policy);
        EvaluationResult greedy = PolicyEvaluation.Run(Create(), state => policy.Act(state), Episodes, random);
        console.Line($"mean return {greedy.MeanReturn:F1} ± {greedy.StandardDeviation:F1}");

        console.Heading(5, options.Plays ? "Play; Ctrl-C ends it" : "Play");
        using Interruption interruption = new();
        Frame last = Screen.Show(
            console, Play.Frames(Create(), policy, MostFrames, random), options.Plays, interruption.Token);
        console.Line($"return {last.Return:0} after {last.Step:N0} steps");
    }

    private static TrainingResult Train(
        MLContext mlContext, GameOptions options, Func<MinAtarGame> create, Xoshiro256 random, IAnsiConsole console)
    {
        DeepQTrainer.Options settings = new()
        {
            Steps = options.Steps,
            EvaluationInterval = (int)(options.Steps / 20),
            EvaluationEpisodes = 20,
        };
        settings.UsePqnForMinAtar();
        VectorEnvironment games = new(ParallelGames, create, random.Fork());
        using Interruption interruption = new();
        return LiveProgress.Show(console, full: null, progress => mlContext.ReinforcementLearning.Trainers.DeepQ(settings)
            .Train(games, create(), progress, interruption.Token));
    }
}
