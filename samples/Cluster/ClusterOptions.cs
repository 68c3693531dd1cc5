using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClusterSample.Silos;
using Samples;

namespace ClusterSample;

/// <summary>The options of the command line.</summary>
/// <param name="Silos">The number of processes that train.</param>
/// <param name="Candidates">The number of candidates of the sweep.</param>
/// <param name="Steps">The environment steps of a whole training of the sweep.</param>
/// <param name="Out">The folder for the files.</param>
internal sealed record ClusterOptions(int Silos, int Candidates, int Steps, string Out)
{
    /// <summary>The default of <see cref="Steps"/>.</summary>
    public const int DefaultSteps = 6_000;

    private const int DefaultDashboard = 8_080;

    /// <summary>What differs from one training to another.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether to make a sweep instead of one training.</summary>
    public bool Sweep { get; init; }

    /// <summary>The number of trainings that lose a silo each, instead of one; 0 for none.</summary>
    public int Kills { get; init; }

    /// <summary>The Redis server where silos find each other; null for none.</summary>
    public string? Redis { get; init; }

    /// <summary>Whether the silos run already, elsewhere.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>The port of the dashboard; null for none.</summary>
    public int? Dashboard { get; init; }

    /// <summary>Whether to measure the steps of one training instead.</summary>
    public bool Measure { get; init; }

    /// <summary>Whether to measure the updates of a learner instead.</summary>
    public bool MeasureLearner { get; init; }

    /// <summary>Whether to measure what many actors are worth instead.</summary>
    public bool MeasureActors { get; init; }

    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out ClusterOptions? options,
        out int exitCode)
    {
        WholeNumberOption silos = new("--silos", "Processes that train; one of them is killed", 2, 16, 3);
        WholeNumberOption seed = new("--seed", "What differs from one training to another", 0, int.MaxValue, 1);
        Option<bool> sweep = new("--sweep") { Description = "Make a sweep over settings instead of one training" };
        WholeNumberOption candidates = new("--candidates", "Candidates of the sweep", 2, 100, 9);
        WholeNumberOption steps = new("--steps", "Environment steps of a whole training of the sweep", 1_000, 100_000, DefaultSteps);
        WholeNumberOption kills = new("--kills", "Trainings instead, each of which loses a silo at a random moment", 0, 1_000, 0);
        RedisOption redis = new();
        Option<bool> elsewhere = new("--elsewhere") { Description = "Train on silos that run already, found by --redis or the configuration, and kill none" };
        Option<int?> dashboard = NewDashboard();
        FolderOption folder = new("cluster");
        Option<bool> measure = new("--measure") { Description = "Measure the steps a second of one training on 1, 2 and 4 silos instead" };
        Option<bool> learner = new("--measure-learner") { Description = "Measure the updates a second of a learner whose replay is elsewhere instead" };
        Option<bool> actors = new("--measure-actors") { Description = "Measure what 8, 32 and 128 actors learn by the same number of updates instead" };
        RootCommand command = new($"Trains on a cluster of processes, and kills one of them. With {SiloCommand.Name} as the first argument, it is a silo.")
        {
            silos, seed, sweep, candidates, steps, kills, redis, elsewhere, dashboard, folder, measure, learner, actors,
        };
        Option[] instead = [sweep, kills, elsewhere, measure, learner, actors];
        command.Validators.Add(parsed =>
        {
            string[] named = [.. instead.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
            if (named.Length > 1)
                parsed.AddError($"{string.Join(" and ", named)} exclude each other; name one of them.");
        });
        return command.TryRead(
            args,
            parsed => new ClusterOptions(
                (int)parsed.GetValue(silos),
                (int)parsed.GetValue(candidates),
                (int)parsed.GetValue(steps),
                Path.GetFullPath(parsed.GetValue(folder)!))
            {
                Seed = (ulong)parsed.GetValue(seed),
                Sweep = parsed.GetValue(sweep),
                Kills = (int)parsed.GetValue(kills),
                Redis = parsed.GetValue(redis),
                Elsewhere = parsed.GetValue(elsewhere),
                Dashboard = parsed.GetValue(dashboard),
                Measure = parsed.GetValue(measure),
                MeasureLearner = parsed.GetValue(learner),
                MeasureActors = parsed.GetValue(actors),
            },
            output,
            errors,
            out options,
            out exitCode);
    }

    private static Option<int?> NewDashboard()
    {
        return new("--dashboard")
        {
            Description = $"Serve the dashboard of Orleans, at port {DefaultDashboard} unless another one is named",
            HelpName = "port",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Parse,
        };

        static int? Parse(ArgumentResult result)
        {
            if (result.Tokens.Count == 0)
                return DefaultDashboard;
            if (ushort.TryParse(result.Tokens[^1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0)
                return port;
            result.AddError($"--dashboard is '{result.Tokens[^1].Value}'; it must be a port from 1 to 65,535, or nothing for {DefaultDashboard}.");
            return null;
        }
    }
}
