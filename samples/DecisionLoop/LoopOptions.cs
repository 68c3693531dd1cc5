using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace DecisionLoopSample;

/// <summary>The options of the command line.</summary>
/// <param name="Seed">The seed of all random draws.</param>
/// <param name="Customers">The number of customers a day.</param>
/// <param name="Out">The folder for the files.</param>
internal sealed record LoopOptions(int Seed, int Customers, string Out)
{
    /// <summary>The default number of customers per day.</summary>
    public const int DefaultCustomers = 8_000;

    // With this many, two days contain the decisions that the promotion rule requires.
    private const int MinCustomers = 2_000;

    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out LoopOptions? options,
        out int exitCode)
    {
        WholeNumberOption seed = new("--seed", "Decides every random draw", 0, 1_000_000, 1);
        WholeNumberOption customers = new("--customers", "Customers a day", MinCustomers, 100_000, DefaultCustomers);
        FolderOption folder = new("decision-loop");
        RootCommand command = new("Runs a shop front through the loop of decisions: decide, log, learn, prove, promote, step back.")
        {
            seed, customers, folder,
        };
        return command.TryRead(
            args,
            parsed => new LoopOptions(
                (int)parsed.GetValue(seed), (int)parsed.GetValue(customers), Path.GetFullPath(parsed.GetValue(folder)!)),
            output,
            errors,
            out options,
            out exitCode);
    }
}
