using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CartPoleSample;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Decides every random draw.</param>
/// <param name="Steps">The number of environment steps that training may take.</param>
/// <param name="Out">The folder that the files go to.</param>
internal sealed record DemoOptions(int Seed, long Steps, string Out)
{
    /// <summary>The exit code for a command line that makes no sense.</summary>
    public const int UsageError = 2;

    /// <summary>The steps that training may take when nothing is said.</summary>
    public const long DefaultSteps = 100_000;

    // The first update comes after 1,000 steps; fewer would leave the network as it was born.
    private const long MinSteps = 1_000;
    private const long MaxSteps = 10_000_000;

    /// <summary>Reads the command line; where nothing is to be run, says why and gives the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out DemoOptions? options,
        out int exitCode)
    {
        Option<long> seed = WholeNumber("--seed", "Decides every random draw", 0, int.MaxValue, 1);
        Option<long> steps = WholeNumber("--steps", "Environment steps at most", MinSteps, MaxSteps, DefaultSteps);
        Option<string> folder = new("--out")
        {
            Description = "Folder for the files",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("artifacts", "cartpole"),
        };
        folder.Validators.Add(RequireFolder);
        RootCommand command = new("Trains a deep Q-network on CartPole and serves it in an ML.NET pipeline.")
        {
            seed, steps, folder,
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
            options = new DemoOptions(
                (int)parsed.GetValue(seed), parsed.GetValue(steps), Path.GetFullPath(parsed.GetValue(folder)!));
        }

        return wanted;
    }

    private static Option<long> WholeNumber(string name, string description, long min, long max, long normal)
    {
        return new(name)
        {
            Description = $"{description}, {min:N0} to {max:N0}",
            HelpName = "number",
            DefaultValueFactory = _ => normal,
            CustomParser = Parse,
        };

        long Parse(ArgumentResult result)
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) &&
                value >= min && value <= max)
            {
                return value;
            }

            result.AddError($"{name} is '{text}'; it must be a whole number from {min:N0} to {max:N0}.");
            return normal;
        }
    }

    private static void RequireFolder(OptionResult result)
    {
        string path = result.Tokens.Count > 0 ? result.Tokens[^1].Value : ".";
        if (string.IsNullOrWhiteSpace(path))
            result.AddError("--out is empty; it must be the path of a folder.");
        else if (File.Exists(path))
            result.AddError($"--out is '{path}', which is a file; it must be a folder.");
    }
}
