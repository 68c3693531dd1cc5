using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace InventorySample;

/// <summary>The options of the command line.</summary>
/// <param name="Seed">The seed of all random draws.</param>
/// <param name="Seeds">The number of runs, with seeds from <paramref name="Seed"/> up.</param>
/// <param name="Weeks">The number of weeks in the log.</param>
/// <param name="Out">The folder for the files.</param>
internal sealed record SampleOptions(int Seed, int Seeds, int Weeks, string Out)
{
    /// <summary>The default number of weeks: two years of fifty shops.</summary>
    public const int DefaultWeeks = 5_200;

    // Fewer weeks would hardly contain every order on every day.
    private const int MinWeeks = 100;

    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out SampleOptions? options,
        out int exitCode)
    {
        WholeNumberOption seed = new("--seed", "Decides every random draw", 0, 1_000_000, 1);
        WholeNumberOption seeds = new("--seeds", "Repeats everything with that many seeds", 1, 100, 1);
        WholeNumberOption weeks = new("--weeks", "Weeks in the log", MinWeeks, 100_000, DefaultWeeks);
        FolderOption folder = new("inventory");
        RootCommand command = new("Learns from a shop's log when to order how much, and says what that is worth.")
        {
            seed, seeds, weeks, folder,
        };
        return command.TryRead(
            args,
            parsed => new SampleOptions(
                (int)parsed.GetValue(seed),
                (int)parsed.GetValue(seeds),
                (int)parsed.GetValue(weeks),
                Path.GetFullPath(parsed.GetValue(folder)!)),
            output,
            errors,
            out options,
            out exitCode);
    }
}
