using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DeepQ.Decisions;
using DeepQ.Decisions.MLNet;
using Samples;

namespace DecisionTrainingSample;

/// <summary>The options of the command line.</summary>
/// <param name="Log">The SQLite file of the log.</param>
/// <param name="Registry">The folder of the versions.</param>
/// <param name="Decisions">The options of the decisions.</param>
/// <param name="Training">The options of learning and evaluation.</param>
internal sealed record TrainingOptions(string Log, string Registry, DecisionOptions Decisions, DecisionTrainerOptions Training)
{
    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args, TextWriter output, TextWriter errors, [NotNullWhen(true)] out TrainingOptions? options, out int exitCode)
    {
        Option<string> log = new("--log") { Description = "The SQLite file of the log", DefaultValueFactory = _ => "decisions.db" };
        log.Validators.Add(result =>
        {
            if (!File.Exists(result.GetValueOrDefault<string>()))
                result.AddError($"--log is '{result.GetValueOrDefault<string>()}', and there is no such file.");
        });
        Option<string> registry = new("--registry") { Description = "The folder of the versions", DefaultValueFactory = _ => "policies" };
        WholeNumberOption stateSize = new("--state-size", "Values of a state", 1, 100_000, 0) { Required = true };
        Option<string[]> actions = new("--actions")
        {
            Description = "The names of the actions, with commas",
            Required = true,
            CustomParser = result => Names(result.Tokens[^1].Value),
        };
        actions.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string[]>() is { } names && (names.Length < 2 || names.Distinct().Count() < names.Length))
                result.AddError("--actions must name at least two different actions, such as coffee,tea.");
        });
        Option<string?> baseline = new("--baseline") { Description = "The action of the baseline; none: compared with what was logged" };
        WholeNumberOption wait = new("--reward-wait", "Minutes that rewards and activations count", 1, 525_600, 10);
        WholeNumberOption days = new("--days", "Days of the log that count", 1, 36_500, 36_500);
        WholeNumberOption least = new("--least", "The fewest held-back decisions to evaluate a candidate on", 1, 1_000_000_000, 50_000);
        Option<bool> tries = new("--try-first") { Description = "Try a better candidate in canary mode first" };
        WholeNumberOption seed = new("--seed", "Decides every random draw", 0, int.MaxValue, 1);
        RootCommand command = new("Learns a policy from a log of decisions, evaluates it on what was held back, and promotes it or says why not.")
        {
            log, registry, stateSize, actions, baseline, wait, days, least, tries, seed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(baseline) is { } name && result.GetValue(actions) is { } names && !names.Contains(name))
                result.AddError($"--baseline is '{name}'; it must be one of the actions {string.Join(", ", names)}.");
        });
        return command.TryRead(args, Read, output, errors, out options, out exitCode);

        TrainingOptions Read(ParseResult parsed)
        {
            string[] names = parsed.GetValue(actions)!;
            DecisionOptions decisions = new() { StateSize = (int)parsed.GetValue(stateSize), ActionNames = names };
            if (parsed.GetValue(baseline) is { } name)
            {
                int action = Array.IndexOf(names, name);
                decisions.Baseline = (_, allowed) => allowed.IsEmpty || allowed[action] ? action : allowed.IndexOf(true);
            }

            TimeSpan counted = TimeSpan.FromMinutes(parsed.GetValue(wait));
            DecisionTrainerOptions training = new()
            {
                Seed = (int)parsed.GetValue(seed),
                Gate = new()
                {
                    Join = new() { RewardWait = counted, ActivationWait = counted },
                    Window = TimeSpan.FromDays(parsed.GetValue(days)),
                    Rule = new() { LeastEvents = parsed.GetValue(least) },
                    TriesFirst = parsed.GetValue(tries),
                },
            };
            return new(parsed.GetValue(log)!, parsed.GetValue(registry)!, decisions, training);
        }
    }

    private static string[] Names(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
