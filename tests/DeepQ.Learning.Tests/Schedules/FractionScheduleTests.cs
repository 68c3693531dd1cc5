using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Tests.Schedules;

public sealed class FractionScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000, 0.775)]
    [InlineData(2_000, 0.55)]
    [InlineData(4_000, 0.1)]
    [InlineData(20_000, 0.1)]
    public void The_value_falls_evenly_within_a_fraction_of_the_training_and_stays(long step, double value) =>
        Assert.Equal(value, new FractionSchedule(1, 0.1, 0.2).Over(20_000).At(step), 12);

    [Fact]
    public void Other_schedules_are_the_same_in_any_training()
    {
        Schedule linear = new LinearSchedule(1, 0.1, 100);
        Assert.Same(linear, linear.Over(7));
    }

    [Fact]
    public void Without_a_training_there_is_no_value()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new FractionSchedule(1, 0.1).At(3));
        Assert.Contains("Over", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_fraction_lies_in_the_training(double fraction)
    {
        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => new FractionSchedule(1, 0.1, fraction));
        Assert.Contains("[0, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_in_an_environment_goes_by_its_steps_and_one_on_a_log_by_its_updates()
    {
        DqnOptions options = new() { Steps = 1_000, Updates = 200, LearningRate = new FractionSchedule(1e-3, 0) };
        Assert.Equal(5e-4, options.ToLearner().LearningRate.At(500), 12);
        options.LearnsFromLog = true;
        Assert.Equal(5e-4, options.ToLearner().LearningRate.At(100), 12);
    }

    [Fact]
    public void Epsilon_and_beta_go_by_the_steps_too()
    {
        DqnOptions options = new()
        {
            Steps = 1_000,
            Epsilon = new FractionSchedule(1, 0.2, 0.5),
            PrioritizedReplay = new() { Beta = new FractionSchedule(0.4, 1) },
        };
        options.Validate();
        Assert.Equal(0.6, options.EpsilonAt(250), 12);
        Assert.Equal(0.7, options.ToReplay().Prioritized!.Beta.At(500), 12);
    }

    [Fact]
    public void A_rate_that_would_become_negative_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new DqnOptions { LearningRate = new FractionSchedule(1e-3, -1e-3) }.Validate());
        Assert.Contains("LearningRate must not become negative", error.Message, StringComparison.Ordinal);
    }
}
