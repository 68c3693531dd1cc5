using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;

namespace CartPoleSample.Tests;

public sealed class VisitedStatesTests
{
    [Fact]
    public void States_are_those_of_whole_episodes_one_after_the_other()
    {
        IReadOnlyList<CartPoleState> states = VisitedStates.Collect(new CartPole(), _ => 1, 200, new Xoshiro256(1));

        Assert.Equal(200, states.Count);
        // Every episode starts within 0.05 of the middle; pushed to the right, the pole soon falls to the left.
        Assert.True(states.Count(state => Math.Abs(state.Position) < 0.05 && Math.Abs(state.Velocity) < 0.05) >= 4);
        Assert.Contains(states, state => state.Angle < -0.15f);
        Assert.All(states, state => Assert.InRange(Math.Abs(state.Angle), 0, 0.2095f));
    }
}
