using System.Diagnostics;
using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Logging;
using DeepQ.Learning.Reports;
using DeepQ.MLNet;
using DeepQ.MLNet.Curves;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Verification;
using Microsoft.ML;
using Microsoft.ML.Data;
using Samples;
using Samples.Training;
using Spectre.Console;

namespace CartPoleSample;

/// <summary>
/// Deep Q-learning end to end: train, evaluate, export, serve in an ML.NET pipeline, draw. <see cref="Run"/> is
/// the whole story; every other file shows one thing that it uses.
/// </summary>
internal static class Program
{
    private const int Episodes = 100;
    private const int TableRows = 10_000;

    public static int Main(string[] args)
    {
        if (args is [Comparison.Word, .. string[] runs])
            return Comparison.Run(runs, Console.Out, Console.Error);
        if (!DemoOptions.TryParse(args, Console.Out, Console.Error, out DemoOptions? options, out int exitCode))
            return exitCode;

        try
        {
            return Run(options, ConsoleOutput.Open()) ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or PolicyVerificationException or TrainingDivergedException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static bool Run(DemoOptions options, IAnsiConsole console)
    {
        DemoFiles files = DemoFiles.In(options.Out);
        MLContext mlContext = new(seed: options.Seed);
        Xoshiro256 random = new((ulong)options.Seed);

        console.Heading(1, $"Train a deep Q-network on CartPole-v1, seed {options.Seed}; Ctrl-C keeps the best so far");
        using CsvLog log = new(files.Metrics);
        DeepQTrainer trainer = mlContext.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options
        {
            Steps = options.Steps,
            EvaluationEpisodes = 30,
            // Require the maximum in every episode: a mean of thirty just above the threshold may fall below it in the
            // next hundred.
            TargetReturn = 500,
            Observers = [log],
        });
        using Interruption interruption = new();
        using TrainingResult training = LiveProgress.Show(console, CartPole.SolvedReturn, progress =>
            trainer.Train(new CartPole(), new CartPole(), progress, interruption.Token));
        console.Line(Describe(training));
        Findings.Show(console, training);

        console.Heading(2, $"Let it act greedily for {Episodes} episodes");
        EvaluationResult greedy = PolicyEvaluation.Run(new CartPole(), training.Network.Act, Episodes, random);
        console.Line($"mean return {greedy.MeanReturn:F1} ± {greedy.StandardDeviation:F1}");

        console.Heading(3, "Export it to ONNX and compare the file with the network");
        VerificationReport report = mlContext.ReinforcementLearning.ExportToOnnx(training, files.Policy);
        console.Line($"{report}");

        console.Heading(4, "Serve the file in an ML.NET pipeline");
        IDataView table = mlContext.Data.LoadFromEnumerable(
            VisitedStates.Collect(new CartPole(), training.Network.Act, TableRows, random));
        using DeepQTransformer policy = mlContext.ReinforcementLearning.LoadPolicy(files.Policy);
        TransformerChain<DeepQTransformer> pipeline = mlContext.Transforms
            .Concatenate("State", CartPoleState.ColumnNames)
            .Fit(table)
            .Append(policy);
        long start = Stopwatch.GetTimestamp();
        Agreement agreement = Agreement.Count(mlContext, pipeline.Transform(table), training.Network);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        console.Line($"{agreement}; scored and compared in {milliseconds:F0} ms");

        WholeFile.WriteBy(files.Pipeline, path => mlContext.Model.Save(pipeline, table.Schema, path));
        ITransformer loaded = mlContext.Model.Load(files.Pipeline, out _);
        using var engine = mlContext.Model.CreatePredictionEngine<CartPoleState, CartPoleDecision>(loaded);
        EvaluationResult served = PolicyEvaluation.Run(
            new CartPole(), state => (int)engine.Predict(CartPoleState.Of(state)).PredictedAction - 1, Episodes, random);
        console.Line($"saved, loaded, {Episodes} episodes with a PredictionEngine: mean return {served.MeanReturn:F1}");

        console.Heading(5, "Draw the learning curve, and write a page about the training");
        LearningCurve.Write(
            files.LearningCurve, training, $"{training.Algorithm} on CartPole-v1, seed {options.Seed}", CartPole.SolvedReturn);
        HtmlReport.Write(files.Report, training);
        console.Line($"{training.Episodes.Count} episodes, {training.Evaluations.Count} evaluations");

        Summary summary = new(options.Seed, training, greedy, report, agreement, served, files);
        summary.Save(files.Summary);
        console.Write(summary.ToTable());
        return summary.Solved;
    }

    private static string Describe(TrainingResult training)
    {
        string reason = training.StopReason switch
        {
            StopReason.TargetReturn => "solved",
            StopReason.Canceled => "interrupted",
            _ => "out of steps",
        };
        string best = training.FinalEvaluation is { } evaluation
            ? $"; the network of step {evaluation.Step:N0} returned {evaluation.Result.MeanReturn:F1} in fresh episodes"
            : "; nothing was evaluated in fresh episodes";
        return $"{reason} after {training.Steps:N0} steps and {training.Elapsed.TotalSeconds:F1} s{best}";
    }
}
