using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace ClusterSample;

/// <summary>The options of the command line.</summary>
/// <param name="Silos">The number of processes that train.</param>
/// <param name="Candidates">The number of candidates.</param>
/// <param name="Steps">The environment steps of a whole training.</param>
/// <param name="Out">The folder for the files.</param>
/// <param name="Measure">Whether to measure the steps of one training instead.</param>
/// <param name="MeasureLearner">Whether to measure the updates of a learner instead.</param>
/// <param name="MeasureActors">Whether to measure what many actors are worth instead.</param>
internal sealed record ClusterOptions(
    int Silos,
    int Candidates,
    int Steps,
    string Out,
    bool Measure = false,
    bool MeasureLearner = false,
    bool MeasureActors = false)
{
    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out ClusterOptions? options,
        out int exitCode)
    {
        WholeNumberOption silos = new("--silos", "Processes that train; one of them is killed", 2, 16, 3);
        WholeNumberOption candidates = new("--candidates", "Candidates of the sweep", 2, 100, 9);
        WholeNumberOption steps = new("--steps", "Environment steps of a whole training", 1_000, 100_000, 6_000);
        FolderOption folder = new("cluster");
        Option<bool> measure = new("--measure") { Description = "Measure the steps a second of one training on 1, 2 and 4 silos instead" };
        Option<bool> learner = new("--measure-learner") { Description = "Measure the updates a second of a learner whose replay is elsewhere instead" };
        Option<bool> actors = new("--measure-actors") { Description = "Measure what 8, 32 and 128 actors learn by the same number of updates instead" };
        RootCommand command = new("Sweeps over settings for CartPole on a cluster of processes, and kills one of them.")
        {
            silos, candidates, steps, folder, measure, learner, actors,
        };
        return command.TryRead(
            args,
            parsed => new ClusterOptions(
                (int)parsed.GetValue(silos),
                (int)parsed.GetValue(candidates),
                (int)parsed.GetValue(steps),
                Path.GetFullPath(parsed.GetValue(folder)!),
                parsed.GetValue(measure),
                parsed.GetValue(learner),
                parsed.GetValue(actors)),
            output,
            errors,
            out options,
            out exitCode);
    }
}
