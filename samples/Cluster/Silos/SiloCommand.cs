using System.CommandLine;
using ClusterSample.Kills;
using ClusterSample.Measuring;
using ClusterSample.Sweeps;
using ClusterSample.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Samples;

namespace ClusterSample.Silos;

/// <summary>A silo as a program: it takes part in trainings and sweeps until it is stopped.</summary>
internal static class SiloCommand
{
    /// <summary>The first argument of a silo.</summary>
    public const string Name = "silo";

    /// <summary>The option of a silo that ends with its standard input, which happens when the process that started it ends.</summary>
    public const string UntilInputEnds = "--until-input-ends";

    /// <summary>The line that it prints when it has joined.</summary>
    public const string Ready = "ready";

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    /// <summary>Runs a silo.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        Option<string?> name = new("--name") { Description = "Its name; that of the machine and the process if it is missing" };
        WholeNumberOption port = new("--port", "A port of this machine alone for other silos, or 0 for one that other machines reach", 0, 65_535, 0);
        WholeNumberOption gateway = new("--gateway", "A port of this machine alone for clients", 0, 65_535, 0);
        WholeNumberOption first = new("--first", "The port of the first silo of this machine, or 0 where silos find each other otherwise", 0, 65_535, 0);
        RedisOption redis = new();
        Option<string?> cluster = new("--cluster") { Description = "The name of the cluster" };
        Option<string> folder = new("--folder") { Description = "The folder of checkpoints, which all silos see", DefaultValueFactory = _ => "checkpoints" };
        WholeNumberOption steps = new("--steps", "Environment steps of a training of the sweep", 1_000, 100_000, ClusterOptions.DefaultSteps);
        Option<string?> blocks = new("--blocks") { Description = "A file that receives a line for each block of experience" };
        Option<bool> watched = new("--dashboard") { Description = "Count calls for the dashboard of the cluster" };
        Option<bool> input = new(UntilInputEnds) { Description = "End when the standard input ends" };
        RootCommand command = new("Takes part in the trainings and sweeps of a cluster.")
        {
            name, port, gateway, first, redis, cluster, folder, steps, blocks, watched, input,
        };
        if (!command.TryRead(args, parsed => parsed, Console.Out, Console.Error, out ParseResult? given, out int exitCode))
            return exitCode;
        SiloPlan plan = new()
        {
            Name = given.GetValue(name),
            Ports = given.GetValue(port) is > 0 and var own ? ((int)own, (int)given.GetValue(gateway)) : null,
            FirstPort = given.GetValue(first) is > 0 and var known ? (int)known : null,
            Redis = given.GetValue(redis),
            Cluster = given.GetValue(cluster),
            IsWatched = given.GetValue(watched),
        };
        using IHost host = SiloHost.Create(plan, silo =>
        {
            TakePart(silo, (int)given.GetValue(steps), given.GetValue(folder)!);
            if (given.GetValue(blocks) is { } path)
                silo.Services.AddSingleton<IIncomingGrainCallFilter>(_ => new BlockLogFilter(path));
        });
        await host.StartAsync();
        Console.WriteLine(Ready);
        if (given.GetValue(input))
        {
            await Task.Run(Console.In.ReadToEnd);
            // Without the first silo, which may be gone, one does not leave the others in order.
            await Task.WhenAny(host.StopAsync(), Task.Delay(LongestEnd));
            Environment.Exit(0);
        }
        else
            await host.WaitForShutdownAsync();
        return 0;
    }

    private static void TakePart(ISiloBuilder silo, int steps, string folder) => silo
        .AddDeepQSweeps(
            [CartPoleSweep.Create(steps)],
            options => (options.Folder, options.Places, options.CheckpointInterval) = (folder, 1, 500))
        .AddDeepQTrainings(
            [SlowCartPole.Create(), .. WaitingCartPole.Durations.Select(WaitingCartPole.Create), .. BusyCartPole.All, .. ManyActors.All],
            options => options.Folder = folder);
}
