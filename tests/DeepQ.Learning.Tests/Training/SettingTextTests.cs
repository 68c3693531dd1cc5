using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("3", "3", "1", true)]
    [InlineData("3", "4", "4", false)]
    [InlineData("A { X = 1 }", "A { X = 1 }", null, true)]
    [InlineData("A { X = 1 }", "A { X = 2 }", "A { X = 2 }", false)]
    [InlineData("A { X = 1 }", "B { X = 1 }", null, false)]
    // Y is younger than the file.
    [InlineData("A { X = 1 }", "A { X = 1, Y = 5 }", "A { X = 9, Y = 5 }", true)]
    [InlineData("A { X = 1 }", "A { X = 1, Y = 6 }", "A { X = 9, Y = 5 }", false)]
    // A setting that this version does not have is not passed over.
    [InlineData("A { X = 1, Z = 2 }", "A { X = 1 }", "A { X = 1 }", false)]
    [InlineData("A { X = B { P = [1, 2] } }", "A { X = B { P = [1, 2], Q = none } }", "A { X = B { P = [], Q = none } }", true)]
    [InlineData("A { X = B { P = [1, 2] } }", "A { X = B { P = [1, 2], Q = 3 } }", "A { X = B { P = [], Q = none } }", false)]
    public void Settings_agree_where_the_younger_parts_have_their_defaults(
        string stored, string current, string? standard, bool agree) =>
        Assert.Equal(agree, SettingText.Agree(stored, current, standard));
}
