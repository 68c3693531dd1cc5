using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Vector;

/// <summary>Values that cannot be learned from are told of where they come from, when they come.</summary>
public sealed class FiniteOutputTests
{
    [Theory]
    [InlineData(float.NaN, 1.0, "NaN at position 1 of an observation")]
    [InlineData(float.PositiveInfinity, 1.0, "Infinity at position 1 of an observation")]
    [InlineData(2e30f, 1.0, "2E+30 at position 1 of an observation")]
    [InlineData(0f, -2e30, "the reward -2E+30")]
    [InlineData(0f, double.NaN, "the reward NaN")]
    [InlineData(0f, 1e39, "the reward 1E+39")]
    public void The_environment_the_step_and_the_value_are_named(float observed, double reward, string what)
    {
        VectorEnvironment environments = new([new Sensor(0, 0), new Sensor(observed, reward)], new(1));
        environments.Reset();
        environments.Step([0, 0]);
        Assert.Equal(
            $"Sensor returned {what} in step 2 of environment 1. Every observed value and every reward must be within " +
            "±1E+30. The fault is in the environment, not in the learner.",
            Assert.Throws<InvalidOperationException>(() => environments.Step([0, 0])).Message);
    }

    [Fact]
    public void One_environment_in_two_wrappers_is_one() => Assert.Equal(
        "Environment 1 is in the list already. (Parameter 'environments')",
        Assert.Throws<ArgumentException>(() =>
        {
            CartPole pole = new();
            return new VectorEnvironment([new TimeLimit(pole, 5), new TimeLimit(pole, 7)], new(1));
        }).Message);

    private sealed class Sensor(float later, double rewardLater) : IEnvironment
    {
        private int _steps;

        public string Name => "Sensor";

        public BoxSpace ObservationSpace { get; } = new([2], -1, 1);

        public DiscreteSpace ActionSpace { get; } = new("a", "b");

        public void Reset(Random random, Span<float> observation) => observation.Clear();

        public StepResult Step(int action, Random random, Span<float> observation)
        {
            bool isLater = ++_steps > 1;
            observation[1] = isLater ? later : 0;
            return new StepResult(isLater ? rewardLater : 1, false, false);
        }
    }
}
