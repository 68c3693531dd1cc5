namespace DeepQ.Environments.Tests.Spaces;

public sealed class SpaceTests
{
    [Fact]
    public void The_size_of_a_box_is_the_product_of_its_axes()
    {
        BoxSpace space = new([2, 3, 4], low: -1, high: 1, ElementType.UInt8);
        Assert.Equal(24, space.Size);
        Assert.Equal([2, 3, 4], space.Shape);
        Assert.Equal(24, space.Low.Count);
        Assert.All(space.High, bound => Assert.Equal(1, bound));
        Assert.Equal(ElementType.UInt8, space.ElementType);
        Assert.Equal("(2, 3, 4) UInt8 in [-1, 1]", space.ToString());
        Assert.Equal("2 actions: left, right", new DiscreteSpace("left", "right").ToString());
    }

    [Fact]
    public void Frames_are_joined_along_the_first_axis()
    {
        Assert.Equal(1, new BoxSpace([4, 2], 0, 1).StackedFrames);
        Assert.Equal(4, new BoxSpace([4, 2], 0, 1) { StackedFrames = 4 }.StackedFrames);
        Assert.Contains("3 frames cannot be joined along the first axis of the shape (4, 2)", Refused(3), StringComparison.Ordinal);
        Assert.Contains("0 frames", Refused(0), StringComparison.Ordinal);

        static string Refused(int frames) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => new BoxSpace([4, 2], 0, 1) { StackedFrames = frames }).Message;
    }

    [Fact]
    public void Wrong_boxes_are_refused()
    {
        Assert.Contains("(2, 0)", Refused(() => new BoxSpace([2, 0], 0, 1)), StringComparison.Ordinal);
        Assert.Contains("2 lower and 2 upper bounds, not 1 and 2", Refused(() => new BoxSpace([2], [0], [1, 1])),
            StringComparison.Ordinal);
        Assert.Contains("Position 1", Refused(() => new BoxSpace([2], [0, 2], [1, 1])), StringComparison.Ordinal);
        Assert.Contains("Position 0", Refused(() => new BoxSpace([1], float.NaN, 1)), StringComparison.Ordinal);

        static string Refused(Func<BoxSpace> create) => Assert.Throws<ArgumentException>(create).Message;
    }

    [Fact]
    public void Actions_have_names_of_their_own()
    {
        Assert.Equal(["0", "1", "2"], new DiscreteSpace(3).Names);
        Assert.Equal(2, new DiscreteSpace("left", "right").Count);
        Assert.Contains("are named 'a'", Refused(() => new DiscreteSpace("a", "a")), StringComparison.Ordinal);
        Assert.Contains("Action 1 has no name", Refused(() => new DiscreteSpace("a", " ")), StringComparison.Ordinal);
        Assert.Contains("at least one", Refused(() => new DiscreteSpace(0)), StringComparison.Ordinal);

        static string Refused(Func<DiscreteSpace> create) => Assert.Throws<ArgumentException>(create).Message;
    }

    [Fact]
    public void An_episode_is_done_either_way()
    {
        Assert.True(new StepResult(0, Terminated: true, Truncated: false).Done);
        Assert.True(new StepResult(0, Terminated: false, Truncated: true).Done);
        Assert.False(new StepResult(0, Terminated: false, Truncated: false).Done);
    }

    [Fact]
    public void A_box_of_more_values_than_an_array_holds_is_refused()
    {
        // Their product is 0 in 64 bits.
        int axis = 1 << 22;
        string message = Assert.Throws<ArgumentException>(() => new BoxSpace([axis, axis, axis], 0, 1)).Message;
        Assert.Equal("An observation has at most 2147483591 values; the shape is (4194304, 4194304, 4194304).", message);
    }
}
