using DeepQ.Learning.Exploration;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class LastingActionsTests
{
    [Fact]
    public void Lengths_are_drawn_in_proportion_to_their_inverse_squares()
    {
        LastingActions lasting = new(environments: 1, longest: 3);
        Xoshiro256 random = new(1);
        int[] counts = new int[4];
        for (int i = 0; i < 49_000; i++)
            counts[Length(lasting, random)]++;

        // 1 : 1/4 : 1/9 are 36, 9 and 4 parts of 49; six standard deviations of the greatest are 589.
        Assert.InRange(counts[1], 36_000 - 600, 36_000 + 600);
        Assert.InRange(counts[2], 9_000 - 600, 9_000 + 600);
        Assert.InRange(counts[3], 4_000 - 400, 4_000 + 400);
    }

    [Fact]
    public void An_action_ends_where_it_is_not_legal_or_the_episode_ends()
    {
        LastingActions lasting = new(environments: 2, longest: 1_000);
        lasting.Begin(0, action: 1, new LongDraws());
        lasting.Begin(1, action: 1, new LongDraws());
        Assert.Equal(1, lasting.GoOn(0, [false, true]));
        Assert.Null(lasting.GoOn(0, [true, false]));
        Assert.Null(lasting.GoOn(0, [true, true]));
        Assert.Equal(1, lasting.GoOn(1, []));
        lasting.End(1);
        Assert.Null(lasting.GoOn(1, []));
    }

    [Fact]
    public void What_lasts_goes_on_after_a_checkpoint()
    {
        LastingActions lasting = new(environments: 2, longest: 1_000);
        lasting.Begin(1, action: 1, new LongDraws());
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        lasting.Save(writer);
        stream.Position = 0;
        LastingActions loaded = new(environments: 2, longest: 1_000);
        using BinaryReader reader = new(stream);
        loaded.Load(reader);
        Assert.Null(loaded.GoOn(0, []));
        int? action;
        do
        {
            action = lasting.GoOn(1, []);
            Assert.Equal(action, loaded.GoOn(1, []));
        }
        while (action is not null);
    }

    private static int Length(LastingActions lasting, Xoshiro256 random)
    {
        lasting.Begin(0, action: 1, random);
        int length = 1;
        while (lasting.GoOn(0, []) is not null)
            length++;
        return length;
    }

    // What draws the longest.
    private sealed class LongDraws : Random
    {
        public override double NextDouble() => 1 - 1e-12;
    }
}
