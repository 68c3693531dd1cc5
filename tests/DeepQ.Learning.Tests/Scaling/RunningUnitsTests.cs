using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Tests.Scaling;

public sealed class RunningUnitsTests
{
    [Fact]
    public void States_and_rewards_are_looked_at_when_steps_have_doubled()
    {
        RunningUnits units = new(size: 1, scales: true, divides: true, gamma: 0, start: 100);

        Assert.True(units.LookAt(Seen(0, 1, 2, 3, 4), step: 100, out _));
        Assert.False(units.LookAt(Seen(100, 200, 300), step: 199, out _));
        Assert.Equal([2f], units.Scaling!.Offset);
        Assert.Equal((float)(1 / Math.Sqrt(2)), Assert.Single(units.Scaling.Factor), 1e-6f);
        Assert.Equal(10 * Math.Sqrt(2), units.Reward, 1e-5);
        Assert.True(units.LookAt(Seen(100, 200, 300), step: 200, out _));
        Assert.Equal([200f], units.Scaling.Offset);
    }

    [Fact]
    public void Until_learning_begins_they_are_what_they_are_by_then()
    {
        RunningUnits units = new(size: 1, scales: true, divides: false, gamma: 0, start: 100);
        List<long> looks = [];
        for (int step = 1; step < 1000; step++)
        {
            if (units.LookAt(Seen(step, step + 1.1f, step + 2), step, out _))
                looks.Add(step);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 100, 200, 400, 800], looks);
    }

    [Theory]
    [InlineData(1.9f, false)]
    [InlineData(2.1f, true)]
    [InlineData(1 / 1.9f, false)]
    [InlineData(1 / 2.1f, true)]
    public void A_scale_that_is_off_by_less_than_two_is_left(float times, bool moves)
    {
        RunningUnits units = new(size: 1, scales: true, divides: false, gamma: 0, start: 1);
        units.LookAt(Seen(-3, -1, 1, 3), step: 1, out _);

        Assert.Equal(moves, units.LookAt(Seen(-3 * times, -1 * times, 1 * times, 3 * times), step: 2, out _));
        Assert.Equal(1, units.Reward);
    }

    [Fact]
    public void What_never_changed_may_change_yet()
    {
        RunningUnits units = new(size: 2, scales: true, divides: false, gamma: 0, start: 1);
        ReplayBuffer seen = new(3, 2);
        for (int i = 0; i < 3; i++)
            seen.Add([0, 50], 0, 0, [0, 50], terminated: true);

        units.LookAt(seen, step: 1, out _);

        Assert.Equal([0f, 50f], units.Scaling!.Offset);
        Assert.Equal([1f, 1 / 50f], units.Scaling.Factor);
    }

    [Fact]
    public void A_state_far_beyond_its_scale_is_looked_at_at_once_and_more_often_after_it()
    {
        RunningUnits units = new(size: 1, scales: true, divides: false, gamma: 0, start: 100);
        units.LookAt(Seen(-1, 0, 0.5f, 1), step: 100, out _);
        units.Notice([5], [0], step: 120);
        Assert.False(units.LookAt(Seen(0, 500), step: 120, out _));

        units.Notice([500], [0], step: 150);
        List<long> looks = [];
        for (int step = 150; step < 200; step++)
        {
            if (units.LookAt(Seen(step * step * step, 2 * step * step * step, 0), step, out _))
                looks.Add(step);
        }

        Assert.Equal(150, looks[0]);
        units.Notice([float.BitIncrement(500)], [0], step: 200);
        Assert.False(units.LookAt(Seen(0, 1), step: 200, out _));
    }

    [Theory]
    [InlineData(1.9, false)]
    [InlineData(2.1, true)]
    public void A_reward_beyond_all_others_is_looked_at_at_once(double times, bool moves)
    {
        RunningUnits units = new(size: 1, scales: false, divides: true, gamma: 0, start: 100);
        units.Notice([0], [-3], step: 50);
        units.LookAt(Seen(1, 2, 3), step: 100, out _);
        units.Notice([0], [3 * times], step: 150);

        Assert.Equal(moves, units.LookAt(Seen(100, 200, 300), step: 150, out _));
    }

    [Fact]
    public void What_never_changed_is_told_until_it_has()
    {
        RunningUnits units = new(size: 2, scales: true, divides: false, gamma: 0, start: 1);
        ReplayBuffer seen = new(3, 2);
        seen.Add([0, 50], 0, 0, [0, 50], terminated: true);
        seen.Add([1, 50], 0, 0, [1, 50], terminated: true);
        units.LookAt(seen, step: 1, out _);
        seen.Add([2, 51], 0, 0, [2, 51], terminated: true);

        units.LookAt(seen, step: 2, out bool[]? before);
        units.LookAt(seen, step: 4, out bool[]? after);

        Assert.Equal([false, true], before!);
        Assert.Null(after);
    }

    [Fact]
    public void States_that_name_one_of_many_stay_as_they_are()
    {
        RunningUnits units = new(size: 3, scales: true, divides: false, gamma: 0, start: 1);
        ReplayBuffer seen = new(4, 3);
        foreach (int state in (int[])[0, 1, 0, 1])
            seen.Add([1 - state, state, 0], 0, 0, [1 - state, state, 0], terminated: true);

        Assert.False(units.LookAt(seen, step: 1, out _));
        Assert.Null(units.Description);
    }

    [Fact]
    public void Returns_are_those_of_each_environment_in_its_order()
    {
        // A ring that has gone round: streams of 1, 2, 3 and of 10, 20, 30, each with three of its five rewards left.
        ReplayBuffer seen = new(6, 1, streams: 2);
        for (int i = 0; i < 5; i++)
        {
            seen.Add([i], 0, i, [i + 1], terminated: i == 4, stream: 0);
            seen.Add([i], 0, 10 * i, [i + 1], terminated: i == 4, stream: 1);
        }

        double[] returns = [2 + 3 + 4, 3 + 4, 4, 20 + 30 + 40, 30 + 40, 40];
        double mean = returns.Average();

        Assert.Equal(Math.Sqrt(returns.Average(one => (one - mean) * (one - mean))), ReturnSpread.Of(seen, gamma: 1), 1e-4);
    }

    private static ReplayBuffer Seen(params float[] values)
    {
        ReplayBuffer seen = new(values.Length, 1);
        foreach (float value in values)
            seen.Add([value], 0, 10 * value, [value], terminated: true);
        return seen;
    }
}
