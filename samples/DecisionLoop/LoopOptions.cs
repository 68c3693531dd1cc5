using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace DecisionLoopSample;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Decides every random draw.</param>
/// <param name="Customers">The number of customers a day.</param>
/// <param name="Out">The folder that the files go to.</param>
internal sealed record LoopOptions(int Seed, int Customers, string Out)
{
    /// <summary>The customers a day when nothing is said.</summary>
    public const int DefaultCustomers = 8_000;

    // What the rule of promotion asks for comes together within two days.
    private const int MinCustomers = 2_000;

    /// <summary>Reads the command line; where nothing is to be run, says why and gives the exit code.</summary>
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
