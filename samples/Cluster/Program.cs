using ClusterSample.Measuring;
using DeepQ.Orleans.Cluster;
using Samples;
using Spectre.Console;

namespace ClusterSample;

/// <summary>A sweep over settings on a cluster of processes. <see cref="Story"/> has the steps.</summary>
internal static class Program
{
    /// <summary>The first argument of a silo process.</summary>
    public const string Silo = "silo";

    public static async Task<int> Main(string[] args)
    {
        if (args is [Silo, .. var ofSilo])
        {
            await SiloHost.RunAsync(ofSilo);
            return 0;
        }

        if (!ClusterOptions.TryParse(args, Console.Out, Console.Error, out ClusterOptions? options, out int exitCode))
            return exitCode;
        try
        {
            Func<ClusterOptions, IAnsiConsole, Task>? measure = options switch
            {
                { Measure: true } => Throughput.MeasureAsync,
                { MeasureLearner: true } => LearnerSpeed.MeasureAsync,
                { MeasureActors: true } => ManyActors.MeasureAsync,
                _ => null,
            };
            if (measure is not null)
            {
                await measure(options, ConsoleOutput.Open());
                return 0;
            }

            return await Story.TellAsync(options, ConsoleOutput.Open()) ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SweepClusterException
            or TrainingClusterException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }
}
