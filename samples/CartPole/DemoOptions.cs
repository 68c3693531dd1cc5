using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace CartPoleSample;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Decides every random draw.</param>
/// <param name="Steps">The number of environment steps that training may take.</param>
/// <param name="Out">The folder that the files go to.</param>
internal sealed record DemoOptions(int Seed, long Steps, string Out)
{
    /// <summary>The steps that training may take when nothing is said.</summary>
    public const long DefaultSteps = 50_000;

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
