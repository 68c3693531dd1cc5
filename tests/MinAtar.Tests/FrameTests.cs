namespace MinAtarSample.Tests;

public sealed class FrameTests
{
    [Fact]
    public void Cells_are_drawn_with_a_space_between_them() =>
        Assert.Equal("# . o\n. = .", new Frame("#.o\n.=.", 0, 0, "left").Wide());

    [Fact]
    public void Pictures_stand_side_by_side_below_their_steps() => Assert.Equal(
        "step 0    step 16\n#.        ..\n.=        .=",
        Frame.SideBySide([new("#.\n.=", 0, 0, ""), new("..\n.=", 16, 1, "")]));
}
