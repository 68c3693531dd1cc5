using Samples.Training;

namespace CartPoleSample.Tests;

public sealed class SparklineTests
{
    [Fact]
    public void Blocks_grow_with_the_values_and_are_full_from_the_limit_on() =>
        Assert.Equal("▁▁▄██", Sparkline.Of([-1, 0, 50, 100, 120], full: 100));
}
