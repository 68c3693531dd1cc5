using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.ML;
using Samples;
using Spectre.Console;

namespace ClusterSample;

/// <summary>A sweep on a cluster that loses a machine.</summary>
internal static class Story
{
    /// <summary>Runs the steps.</summary>
    /// <returns>Whether a silo was killed, and the sweep had the same result as without a cluster.</returns>
    public static async Task<bool> TellAsync(ClusterOptions options, IAnsiConsole console)
    {
        string checkpoints = Path.Combine(options.Out, "checkpoints");
        foreach (string folder in new[] { checkpoints, Path.Combine(options.Out, "cluster"), Path.Combine(options.Out, "local") })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        EnvironmentSweep sweep = CartPoleSweep.Create(options.Steps);
        List<SiloProcess> silos = [];
        try
        {
            console.Heading(1, $"Start {options.Silos} silos as processes; this one asks them, and does not train");
            (int Silo, int Gateway) ports = SiloHost.FreePorts();
            using IHost host = SiloHost.Create("first", ports, ports.Silo);
            await host.StartAsync();
            for (int i = 1; i <= options.Silos; i++)
            {
                silos.Add(await SiloProcess.StartAsync($"silo-{i}", ports.Silo, options.Steps, checkpoints));
                console.Line($"{silos[^1].Name} is process {silos[^1].Id}");
            }

            console.Heading(2, "Sweep, and lose one");
            Accident accident = new(name => silos.Single(silo => silo.Name == name).Kill(), console.Line);
            SweepResult result = await host.Services.GetRequiredService<IClusterClient>().SweepAsync(
                sweep,
                CartPoleSweep.Options(options, "cluster"),
                new ClusterSweepOptions { Progress = accident, PollInterval = TimeSpan.FromMilliseconds(100) });
            foreach (string line in $"{result}".Split(Environment.NewLine))
                console.Line(line);
            await host.StopAsync();

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
        finally
        {
            foreach (SiloProcess silo in silos)
                await silo.DisposeAsync();
        }
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
