using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Tests.Runtime;

public sealed class BatchSizeTunerTests
{
    [Fact]
    public void The_length_with_the_least_time_a_state_stays()
    {
        // 512 states in 512 ms, 256 in 128, 128 in 100, 64 in 64: 1, 0.5, 0.78 and 1 ms a state.
        BatchSizeTuner length = Scored(512, rows => rows switch { 256 => 128, 128 => 100, _ => rows });

        Assert.True(length.IsSettled);
        Assert.Equal(256, length.Current);
    }

    [Fact]
    public void The_greatest_length_stays_where_none_is_faster() => Assert.Equal(512, Scored(512, rows => rows).Current);

    [Fact]
    public void Each_length_has_four_runs_of_which_the_first_only_warms_up()
    {
        BatchSizeTuner length = new(128);
        double[] milliseconds = [1, 900, 800, 700, 1, 400, 300, 200];

        foreach (double time in milliseconds)
            length.Record(length.Current, TimeSpan.FromMilliseconds(time));

        // 700 / 128 = 5.5 ms a state against 200 / 64 = 3.1.
        Assert.True(length.IsSettled);
        Assert.Equal(64, length.Current);
    }

    [Fact]
    public void Runs_of_another_length_tell_nothing()
    {
        BatchSizeTuner length = new(256);

        for (int i = 0; i < 100; i++)
            length.Record(255, TimeSpan.Zero);

        Assert.False(length.IsSettled);
        Assert.Equal(256, length.Current);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    public void A_length_too_short_to_halve_is_settled_from_the_start(int most)
    {
        BatchSizeTuner length = new(most);

        Assert.True(length.IsSettled);
        Assert.Equal(most, length.Current);
    }

    private static BatchSizeTuner Scored(int most, Func<int, double> milliseconds)
    {
        BatchSizeTuner length = new(most);
        while (!length.IsSettled)
            length.Record(length.Current, TimeSpan.FromMilliseconds(milliseconds(length.Current)));
        return length;
    }
}
