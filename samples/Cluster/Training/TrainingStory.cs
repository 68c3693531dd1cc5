using System.Globalization;
using ClusterSample.Silos;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.MLNet;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Microsoft.ML;
using Samples;
using Spectre.Console;

namespace ClusterSample.Training;

/// <summary>One training on a cluster that loses a machine.</summary>
internal static class TrainingStory
{
    /// <summary>Runs the steps.</summary>
    /// <returns>Whether a silo was killed, if it was to be, and CartPole is solved nevertheless.</returns>
    public static async Task<bool> TellAsync(ClusterOptions options, IAnsiConsole console)
    {
        console.Heading(1, options.Elsewhere
            ? $"Wait for {options.Silos} silos that run elsewhere"
            : $"Start {options.Silos} silos as processes; this one asks them, and does not train");
        await using SiloGroup group = await SiloGroup.OpenAsync(options, Path.Combine(options.Out, "checkpoints"));
        if (options.Dashboard is { } port)
            console.Line($"dashboard: http://localhost:{port}");
        if (options.Elsewhere)
            await group.WaitForAsync(options.Silos);
        for (int i = 1; i <= options.Silos && !options.Elsewhere; i++)
        {
            SiloProcess silo = await group.AddAsync($"silo-{i}");
            console.Line($"{silo.Name} is process {silo.Id}");
        }

        Role? lost = options.Elsewhere ? null : Role.Learner;
        console.Heading(2, lost is null ? "Train one agent on all of them" : "Train one agent on all of them, and lose the one that learns");
        TrainingWatch watch = new(lost, SlowCartPole.Steps * 9 / 20, group.Kill, console.Line, TimeProvider.System);
        TrainingDefinition training = SlowCartPole.Create();
        using TrainingResult result = await group.Client.TrainAsync(training, new ClusterTrainingOptions
        {
            Distribution = SlowCartPole.Plan,
            Seed = options.Seed,
            Progress = watch,
            Status = watch,
            PollInterval = TimeSpan.FromMilliseconds(100),
        });

        console.Heading(3, "What was learned");
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Steps:N0} steps and {result.Updates:N0} updates in {result.Elapsed.TotalSeconds:F0} s; one environment alone would wait {SlowCartPole.StepTime.TotalSeconds * result.Steps:F0} s"));
        if (lost is not null)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"longest time without an update after the loss: {watch.Pause.TotalSeconds:F1} s"));
        double mean = result.FinalEvaluation!.Result.MeanReturn;
        console.Line($"on episodes without selection {result.FinalEvaluation.Result}; CartPole is solved at {CartPole.SolvedReturn}");

        console.Heading(4, "Export it to ONNX and compare the file with the network");
        Directory.CreateDirectory(options.Out);
        string path = Path.Combine(options.Out, "cartpole.onnx");
        console.Line($"{new MLContext().ReinforcementLearning.ExportToOnnx(result, path)}");
        console.Line(path);
        return mean >= CartPole.SolvedReturn && (lost is null || watch.Victim is not null);
    }
}
