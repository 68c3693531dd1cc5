using ClusterSample.Kills;
using ClusterSample.Measuring;
using ClusterSample.Silos;
using ClusterSample.Sweeps;
using ClusterSample.Training;
using DeepQ.Orleans.Cluster;
using Samples;
using Spectre.Console;

namespace ClusterSample;

/// <summary>One training, or a sweep, on a cluster of processes. <see cref="TrainingStory"/> has the steps.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            return args is [SiloCommand.Name, .. var ofSilo] ? await SiloCommand.RunAsync(ofSilo) : await TellAsync(args);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SweepClusterException
            or TrainingClusterException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static async Task<int> TellAsync(string[] args)
    {
        if (!ClusterOptions.TryParse(args, Console.Out, Console.Error, out ClusterOptions? options, out int exitCode))
            return exitCode;
        Func<ClusterOptions, IAnsiConsole, Task<bool>> tell = options switch
        {
            { Measure: true } => Always(Throughput.MeasureAsync),
            { MeasureLearner: true } => Always(LearnerSpeed.MeasureAsync),
            { MeasureActors: true } => Always(ManyActors.MeasureAsync),
            { Kills: > 0 } => KillStory.TellAsync,
            { Sweep: true } => SweepStory.TellAsync,
            _ => TrainingStory.TellAsync,
        };
        return await tell(options, ConsoleOutput.Open()) ? 0 : 1;
    }

    private static Func<ClusterOptions, IAnsiConsole, Task<bool>> Always(Func<ClusterOptions, IAnsiConsole, Task> measure) =>
        async (options, console) =>
        {
            await measure(options, console);
            return true;
        };
}
