using DeepQ.Environments;
using DeepQ.Environments.MinAtar;

namespace MinAtarSample.Tests;

public sealed class GameOptionsTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void Without_arguments_Breakout_is_learned_and_played() => Assert.Equal(
        (new GameOptions("breakout", 1, GameOptions.DefaultSteps, Path.GetFullPath("artifacts/minatar"), Plays: true), 0), Parse());

    [Fact]
    public void Every_option_is_read() => Assert.Equal(
        (new GameOptions("freeway", 7, 50_000, Path.GetFullPath("here"), Plays: false), 0),
        Parse("freeway", "--seed", "7", "--steps=50000", "--out", "here", "--no-play"));

    [Theory]
    [InlineData("pong", "breakout")]
    [InlineData("--steps=100", "--steps is '100'; it must be a whole number from 20,000 to 100,000,000.")]
    public void What_makes_no_sense_is_said(string argument, string said)
    {
        Assert.Equal((null, 2), Parse(argument));
        Assert.Contains(said, _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_game_is_there_under_the_original_rules() => Assert.All(GameOptions.Games.Values, name => Assert.Equal(
        MinAtarProtocol.Original, Assert.IsType<MinAtarGame>(EnvironmentRegistry.Standard.Make(name), exactMatch: false).Protocol));

    private (GameOptions? Options, int ExitCode) Parse(params string[] args)
    {
        GameOptions.TryParse(args, _output, _errors, out GameOptions? options, out int exitCode);
        return (options, exitCode);
    }
}
