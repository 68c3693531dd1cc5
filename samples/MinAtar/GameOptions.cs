using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Samples;

namespace MinAtarSample;

/// <summary>The options of the command line.</summary>
/// <param name="Game">The name of the game in small letters.</param>
/// <param name="Seed">The seed of all random draws.</param>
/// <param name="Steps">The number of environment steps of the training.</param>
/// <param name="Out">The folder for the files.</param>
/// <param name="Plays">Whether a game is shown at the end, and not only some pictures of it.</param>
internal sealed record GameOptions(string Game, int Seed, long Steps, string Out, bool Plays)
{
    /// <summary>The default number of steps.</summary>
    public const long DefaultSteps = 3_000_000;

    // A few rollouts of 128 games.
    private const long MinSteps = 20_000;
    private const long MaxSteps = 100_000_000;

    /// <summary>The games by their names, under the original rules.</summary>
    public static IReadOnlyDictionary<string, string> Games { get; } = new Dictionary<string, string>
    {
        ["asterix"] = "MinAtar/Asterix-v0",
        ["breakout"] = "MinAtar/Breakout-v0",
        ["freeway"] = "MinAtar/Freeway-v0",
        ["seaquest"] = "MinAtar/Seaquest-v0",
        ["spaceinvaders"] = "MinAtar/SpaceInvaders-v0",
    };

    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    public static bool TryParse(
        string[] args,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out GameOptions? options,
        out int exitCode)
    {
        Argument<string> game = new("game")
        {
            Description = "What to learn",
            DefaultValueFactory = _ => "breakout",
        };
        game.AcceptOnlyFromAmong([.. Games.Keys]);
        WholeNumberOption seed = new("--seed", "Decides every random draw", 0, int.MaxValue, 1);
        WholeNumberOption steps = new("--steps", "Environment steps", MinSteps, MaxSteps, DefaultSteps);
        FolderOption folder = new("minatar");
        Option<bool> quiet = new("--no-play") { Description = "Shows some pictures of a game, and not the game" };
        RootCommand command = new("Learns a game of MinAtar from its bits, and plays it from the exported file.")
        {
            game, seed, steps, folder, quiet,
        };
        return command.TryRead(
            args,
            parsed => new GameOptions(
                parsed.GetValue(game)!,
                (int)parsed.GetValue(seed),
                parsed.GetValue(steps),
                Path.GetFullPath(parsed.GetValue(folder)!),
                !parsed.GetValue(quiet)),
            output,
            errors,
            out options,
            out exitCode);
    }
}
