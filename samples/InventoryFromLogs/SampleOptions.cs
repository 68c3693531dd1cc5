using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;

namespace InventorySample;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Decides every random draw.</param>
/// <param name="Seeds">The number of seeds, from <paramref name="Seed"/> up, to repeat everything with.</param>
/// <param name="Weeks">The number of weeks in the log.</param>
/// <param name="Out">The folder that the files go to.</param>
internal sealed record SampleOptions(int Seed, int Seeds, int Weeks, string Out)
{
    /// <summary>The exit code for a command line that makes no sense.</summary>
    public const int UsageError = 2;

    /// <summary>Two years of fifty shops.</summary>
    public const int DefaultWeeks = 5_200;

    // Fewer weeks would hardly hold every order on every day.
    private const int MinWeeks = 100;

    /// <summary>Reads the command line; where nothing is to be run, says why and gives the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out SampleOptions? options,
        out int exitCode)
    {
        Option<int> seed = Number("--seed", "Decides every random draw", 0, 1_000_000, 1);
        Option<int> seeds = Number("--seeds", "Repeats everything with that many seeds", 1, 100, 1);
        Option<int> weeks = Number("--weeks", "Weeks in the log", MinWeeks, 100_000, DefaultWeeks);
        Option<string> folder = new("--out")
        {
            Description = "Folder for the files",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("artifacts", "inventory"),
        };
        RootCommand command = new("Learns from a shop's log when to order how much, and says what that is worth.")
        {
            seed, seeds, weeks, folder,
        };
        bool wanted = false;
        command.SetAction(_ => wanted = true);
        ParseResult parsed = command.Parse(args);
        options = null;
        exitCode = 0;
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
                errors.WriteLine(error.Message);
            errors.WriteLine("--help lists the options.");
            exitCode = UsageError;
            return false;
        }

        parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors });
        if (wanted)
        {
            options = new SampleOptions(
                parsed.GetValue(seed),
                parsed.GetValue(seeds),
                parsed.GetValue(weeks),
                Path.GetFullPath(parsed.GetValue(folder)!));
        }

        return wanted;
    }

    private static Option<int> Number(string name, string description, int min, int max, int normal)
    {
        Option<int> option = new(name)
        {
            Description = $"{description}, {min:N0} to {max:N0}",
            HelpName = "number",
            DefaultValueFactory = _ => normal,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0 || !int.TryParse(result.Tokens[^1].Value, out int value))
                return;
            if (value < min || value > max)
                result.AddError($"{name} is '{value}'; it must be a whole number from {min:N0} to {max:N0}.");
        });
        return option;
    }
}
