using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace CartPoleSample;

/// <summary>The options of the command line.</summary>
/// <param name="Seed">The seed of all random draws.</param>
/// <param name="Steps">The maximum number of environment steps of the training.</param>
/// <param name="Out">The folder for the files.</param>
internal sealed record DemoOptions(int Seed, long Steps, string Out)
{
    /// <summary>The default maximum number of steps.</summary>
    public const long DefaultSteps = 50_000;

    // The first update is after 1,000 steps; with fewer, the network would stay untrained.
    private const long MinSteps = 1_000;
    private const long MaxSteps = 10_000_000;

    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out DemoOptions? options,
        out int exitCode)
    {
        WholeNumberOption seed = new("--seed", "Decides every random draw", 0, int.MaxValue, 1);
        WholeNumberOption steps = new("--steps", "Environment steps at most", MinSteps, MaxSteps, DefaultSteps);
        FolderOption folder = new("cartpole");
        RootCommand command = new("Trains a deep Q-network on CartPole and serves it in an ML.NET pipeline.")
        {
            seed, steps, folder,
        };
        return command.TryRead(
            args,
            parsed => new DemoOptions(
                (int)parsed.GetValue(seed), parsed.GetValue(steps), Path.GetFullPath(parsed.GetValue(folder)!)),
            output,
            errors,
            out options,
            out exitCode);
    }
}
