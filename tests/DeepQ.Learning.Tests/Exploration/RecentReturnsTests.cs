using DeepQ.Learning.Exploration;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class RecentReturnsTests
{
    public static TheoryData<bool, double[]> Returns => new()
    {
        // No episode ended yet, and one that is the worst by itself.
        { true, [] },
        { true, [-200] },
        // Half of the episodes are not most of them.
        { false, [-200, -150] },
        { true, [-200, -150, -200] },
        // A worse one makes the others better than the worst.
        { false, [-200, -200, -200, -300] },
        // That the best return comes again and again is no sign that nothing is found.
        { false, [9, 12, 500, 500, 500, 500, 500] },
    };

    [Theory]
    [MemberData(nameof(Returns))]
    public void They_tell_nothing_where_most_are_the_worst(bool nothing, double[] returns)
    {
        RecentReturns recent = new();
        foreach (double one in returns)
            recent.Add(one);
        Assert.Equal(nothing, recent.TellNothing);
    }

    [Fact]
    public void Only_the_latest_twenty_count_and_the_worst_is_of_all()
    {
        RecentReturns recent = new();
        for (int i = 0; i < 100; i++)
            recent.Add(0);
        for (int i = 0; i < 9; i++)
            recent.Add(1);
        Assert.True(recent.TellNothing);
        recent.Add(1);
        Assert.False(recent.TellNothing);
        for (int i = 0; i < 30; i++)
            recent.Add(1);
        Assert.False(recent.TellNothing);
        for (int i = 0; i < 11; i++)
            recent.Add(0);
        Assert.True(recent.TellNothing);
    }

    [Fact]
    public void They_are_kept_in_a_checkpoint()
    {
        RecentReturns recent = new(), loaded = new();
        for (int i = 0; i < 25; i++)
            recent.Add(i % 3);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        recent.Save(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        loaded.Load(reader);
        for (int i = 0; i < 20; i++)
        {
            recent.Add(0);
            loaded.Add(0);
            Assert.Equal(recent.TellNothing, loaded.TellNothing);
        }

        Assert.True(loaded.TellNothing);
    }
}
