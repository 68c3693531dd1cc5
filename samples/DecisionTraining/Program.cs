using DeepQ.Decisions;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.MLNet;
using DeepQ.Decisions.Storage;
using DeepQ.Learning;
using DeepQ.Onnx.Verification;
using Samples;
using Samples.Training;
using Spectre.Console;

namespace DecisionTrainingSample;

/// <summary>
/// A nightly job for an application that decides: watches the versions in use, learns, evaluates, promotes.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (!TrainingOptions.TryParse(args, Console.Out, Console.Error, out TrainingOptions? options, out int exitCode))
            return exitCode;

        using CancellationTokenSource ending = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            ending.Cancel();
        };
        try
        {
            await RunAsync(options, ConsoleOutput.Open(), TimeProvider.System, ending.Token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("It was ended. No version was added.");
            return 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException
            or DecisionStoreException or PolicyVerificationException or TrainingDivergedException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    internal static async Task RunAsync(TrainingOptions options, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        await using SqliteDecisionStore store = new(options.Log);
        using PolicyRegistry registry = new(options.Registry, time: time);
        DecisionTrainer trainer = new(options.Decisions, store, registry, options.Training, time);

        console.Heading(1, "Look at what decides");
        WatchVerdict watched = await trainer.Gate.LookAsync(cancellationToken);
        console.Line(watched.Reason);

        console.Heading(2, "Learn, and evaluate on what was held back");
        DecisionTraining training = await trainer.TrainAsync(LiveProgress.Lines(console), cancellationToken);
        console.Line($"{training.LearnedFrom:N0} decisions to learn from");
        console.Line(training.Reason);
        if (training.Proposal is { } proposal)
        {
            foreach (string line in proposal.Evaluation.ToString()!.Split('\n'))
                console.Line(line.TrimEnd());
            console.Line($"{proposal.Version.Folder} has the card");
        }

        console.Line($"in use: {registry.VersionInUse?.Name ?? "none, the baseline decides"}; tried: {registry.CandidateVersion?.Name ?? "none"}");
    }
}
