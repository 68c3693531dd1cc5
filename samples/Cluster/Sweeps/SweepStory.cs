using ClusterSample.Silos;
using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Microsoft.ML;
using Samples;
using Spectre.Console;

namespace ClusterSample.Sweeps;

/// <summary>A sweep on a cluster that loses a machine.</summary>
internal static class SweepStory
{
    private static readonly string[] Runs = ["cluster", "local"];

    /// <summary>Runs the steps.</summary>
    /// <returns>Whether a silo was killed, and the sweep had the same result as without a cluster.</returns>
    public static async Task<bool> TellAsync(ClusterOptions options, IAnsiConsole console)
    {
        foreach (string folder in Runs.Select(run => Path.Combine(options.Out, run)))
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        EnvironmentSweep sweep = CartPoleSweep.Create(options.Steps);
        console.Heading(1, $"Start {options.Silos} silos as processes; this one asks them, and does not train");
        await using SiloGroup group = await SiloGroup.OpenAsync(options, Path.Combine(options.Out, "checkpoints"));
        for (int i = 1; i <= options.Silos; i++)
        {
            SiloProcess silo = await group.AddAsync($"silo-{i}");
            console.Line($"{silo.Name} is process {silo.Id}");
        }

        console.Heading(2, "Sweep, and lose one");
        Accident accident = new(group.Kill, console.Line);
        SweepResult result = await group.Client.SweepAsync(
            sweep,
            CartPoleSweep.Options(options, "cluster"),
            new ClusterSweepOptions { Progress = accident, PollInterval = TimeSpan.FromMilliseconds(100) });
        foreach (string line in $"{result}".Split(Environment.NewLine))
            console.Line(line);

        console.Heading(3, "Which silo had which candidates");
        foreach (IGrouping<string, (int Candidate, int Round)> silo in accident.BySilo)
        {
            console.Line(
                $"{silo.Key}  first round: {Join(silo, round: 0)}; second round: {Join(silo, round: 1)}" +
                (silo.Key == accident.Victim?.Silo ? "; killed" : ""));
        }

        console.Heading(4, "The same without a cluster");
        bool same = IsLocalTheSame(options, sweep);
        console.Line(same ? "trial by trial the same, to the last digit" : "the trials differ");
        return same && accident.Victim is not null;
    }

    private static string Join(IEnumerable<(int Candidate, int Round)> trainings, int round) =>
        string.Join(", ", trainings.Where(one => one.Round == round).Select(one => one.Candidate)) is { Length: > 0 } list ? list : "none";

    private static bool IsLocalTheSame(ClusterOptions options, EnvironmentSweep sweep)
    {
        SweepOptions local = CartPoleSweep.Options(options, "local");
        new MLContext().ReinforcementLearning.Sweep(() => new DeepQ.Environments.ClassicControl.CartPole(), sweep.Space, local);
        return Journal.WithoutTimes(local.Folder).SequenceEqual(Journal.WithoutTimes(Path.Combine(options.Out, "cluster")));
    }
}
