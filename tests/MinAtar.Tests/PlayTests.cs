using DeepQ.Environments;
using DeepQ.Environments.MinAtar;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using Spectre.Console.Testing;

namespace MinAtarSample.Tests;

public sealed class PlayTests
{
    // The paddle stands at 4 and goes to the left, and the ball comes down on the other side after six steps at the latest.
    [Fact]
    public void A_game_is_played_from_its_first_picture_to_its_last()
    {
        using OnnxPolicy left = AlwaysLeft(channels: 4);
        Frame[] frames = [.. Play.Frames(new Breakout(MinAtarProtocol.Gymnax with { MinimalActions = false }), left, 1_000, Right())];

        Assert.Equal(Enumerable.Range(0, frames.Length), frames.Select(frame => frame.Step));
        Assert.Equal("....=.....", frames[0].Picture.Split('\n')[^1]);
        Assert.Equal("=.........", frames[4].Picture.Split('\n')[^1]);
        Assert.All(frames[..^1], frame => Assert.Equal("left", frame.Action));
        Assert.Equal(("", 6), (frames[^1].Action, frames[^1].Step));
    }

    [Fact]
    public void A_game_without_an_end_ends_at_the_limit()
    {
        using OnnxPolicy left = AlwaysLeft(channels: 7);

        Assert.Equal(11, Play.Frames(new Freeway(), left, limit: 10, new Xoshiro256(1)).Count());
    }

    [Fact]
    public void Without_a_terminal_some_pictures_are_shown()
    {
        using OnnxPolicy left = AlwaysLeft(channels: 7);
        using TestConsole console = new();
        console.Profile.Width = 200;

        Frame last = Screen.Show(console, Play.Frames(new Freeway(), left, 100, new Xoshiro256(1)), plays: true, default);

        Assert.Equal(100, last.Step);
        Assert.StartsWith("  step 0       step 8       step 16      step 24      step 32      step 40", console.Output, StringComparison.Ordinal);
        Assert.Equal(11, console.Lines.Count);
    }

    // A generator whose first draw lets the ball begin at the left, from where it comes down on the right.
    private static Xoshiro256 Right()
    {
        for (ulong seed = 1; ; seed++)
        {
            if (new Xoshiro256(seed).NextDouble() < 0.5)
                return new(seed);
        }
    }

    private static OnnxPolicy AlwaysLeft(int channels) => OnnxPolicy.Load(PolicyGraph.ToBytes(
        [new FlattenLayer(), new LinearLayer(new float[channels * 100 * 6], new float[] { 0, 1, 0, 0, 0, 0 })],
        new PolicyMetadata
        {
            ObservationShape = [channels, 10, 10],
            ActionNames = ["no-op", "left", "up", "right", "down", "fire"],
            Gamma = 0.99,
            Algorithm = "by hand",
        }));
}
