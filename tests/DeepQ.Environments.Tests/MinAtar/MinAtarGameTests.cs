using DeepQ.Environments.MinAtar;
using DeepQ.Tests;

namespace DeepQ.Environments.Tests.MinAtar;

public sealed class MinAtarGameTests
{
    public static TheoryData<string, int, int> Games => new()
    {
        { "Asterix", 4, 5 },
        { "Breakout", 4, 3 },
        { "Freeway", 7, 3 },
        { "Seaquest", 10, 6 },
        { "SpaceInvaders", 6, 4 },
    };

    [Theory]
    [MemberData(nameof(Games))]
    public void Games_are_seen_as_bits_and_have_the_actions_of_their_protocol(string game, int channels, int minimal)
    {
        IEnvironment original = EnvironmentRegistry.Standard.Make($"MinAtar/{game}-v0");

        Assert.Equal([channels, 10, 10], original.ObservationSpace.Shape);
        Assert.Equal((ElementType.UInt8, 1f), (original.ObservationSpace.ElementType, original.ObservationSpace.High[0]));
        Assert.Equal(["no-op", "left", "up", "right", "down", "fire"], original.ActionSpace.Names);
        Assert.Equal(minimal, EnvironmentRegistry.Standard.Make($"MinAtar/{game}-v1").ActionSpace.Count);
        Assert.Equal(minimal, EnvironmentRegistry.Standard.Make($"MinAtar/{game}-gymnax").ActionSpace.Count);
    }

    [Fact]
    public void The_action_executed_last_sticks_and_outlives_a_reset()
    {
        Breakout game = new();
        float[] observation = new float[400];
        Draws draws = new(0.5);
        game.Reset(draws, observation);
        game.Step(3, draws, observation);
        Assert.Equal(1, observation[95]);

        // The draw says that left does not count.
        draws.Value = 0.09;
        game.Step(1, draws, observation);
        Assert.Equal(1, observation[96]);
        game.Reset(draws, observation);
        game.Step(0, draws, observation);
        Assert.Equal(1, observation[95]);

        draws.Value = 0.1;
        game.Step(1, draws, observation);
        Assert.Equal(1, observation[94]);
    }

    [Fact]
    public void A_minimal_action_is_what_it_is_called()
    {
        Breakout game = new(MinAtarProtocol.Gymnax);
        float[] observation = new float[400];
        game.Reset(new Draws(), observation);

        game.Step(2, new Draws(), observation);

        Assert.Equal("right", game.ActionSpace.Names[2]);
        Assert.Equal(1, observation[95]);
    }

    [Theory]
    [InlineData("Seaquest-gymnax", 2, 1_000)]
    [InlineData("Freeway-gymnax", 0, 2_500)]
    public void A_limit_of_steps_truncates(string name, int action, int limit)
    {
        IEnvironment game = EnvironmentRegistry.Standard.Make($"MinAtar/{name}");
        float[] observation = new float[game.ObservationSpace.Size];
        // Nothing spawns where the submarine is, at the top, and it never dives.
        game.Reset(new Draws(), observation);
        for (int step = 1; step < limit; step++)
            Assert.Equal((false, false), Ends(game.Step(action, new Draws(), observation)));

        Assert.Equal((false, true), Ends(game.Step(action, new Draws(), observation)));

        static (bool, bool) Ends(StepResult result) => (result.Terminated, result.Truncated);
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void Playing_allocates_nothing(string name, int channels, int minimal)
    {
        IEnvironment game = EnvironmentRegistry.Standard.Make($"MinAtar/{name}-v0");
        float[] observation = new float[channels * 100];
        Xoshiro256 random = new(1);
        Play(10_000);
        Assert.Equal(0, Allocation.Least(() => Play(10_000)));
        Assert.True(minimal > 0);

        void Play(int steps)
        {
            bool ended = true;
            for (int i = 0; i < steps; i++)
            {
                if (ended)
                    game.Reset(random, observation);
                ended = game.Step(random.Next(6), random, observation).Terminated;
            }
        }
    }

    [Fact]
    public void A_game_is_shown_as_text() => Assert.Equal(
        """
        ..........
        ##########
        ##########
        ##########
        .o........
        ..........
        ..........
        ..........
        ..........
        ....=.....
        """.ReplaceLineEndings("\n"),
        new Played(protocol => new Breakout(protocol), value: 0.4).Steps(1).Picture);

    [Fact]
    public void A_probability_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new Breakout(MinAtarProtocol.Original with { StickyActions = 1.1 }));
}
