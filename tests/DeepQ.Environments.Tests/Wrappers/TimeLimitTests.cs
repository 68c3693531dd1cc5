using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Wrappers;

public sealed class TimeLimitTests
{
    [Fact]
    public void It_truncates_at_its_step_and_refuses_another_one()
    {
        TimeLimit environment = new(new CliffWalking(), maxSteps: 2);
        environment.Start();
        Assert.Equal(new StepResult(-1, Terminated: false, Truncated: false), environment.Act(0).Result);
        Assert.Equal(new StepResult(-1, Terminated: false, Truncated: true), environment.Act(0).Result);
        Assert.Throws<InvalidOperationException>(() => environment.Act(0));

        environment.Start();
        Assert.False(environment.Act(0).Result.Done);
    }

    [Fact]
    public void The_shorter_limit_counts()
    {
        TimeLimit environment = new(new CliffWalking(maxSteps: 1), maxSteps: 5);
        environment.Start();
        Assert.True(environment.Act(0).Result.Truncated);
        Assert.Throws<InvalidOperationException>(() => environment.Act(0));
    }

    [Fact]
    public void A_terminal_state_is_passed_on()
    {
        TimeLimit environment = new(new GridWorld(["SG"]), maxSteps: 5);
        environment.Start();
        Assert.Equal(new StepResult(-1, Terminated: true, Truncated: false), environment.Act(2).Result);
    }

    [Fact]
    public void The_state_holds_the_elapsed_steps()
    {
        TimeLimit environment = new(new CliffWalking(), maxSteps: 2);
        environment.Start();
        environment.Act(0);
        double[] state = environment.Save();
        Assert.Equal([24, 1, 0, 1, 0], state);

        TimeLimit restored = new(new CliffWalking(), maxSteps: 2);
        restored.Load(state);
        Assert.True(restored.Act(0).Result.Truncated);
    }

    [Fact]
    public void An_inner_environment_without_state_leaves_the_wrapper_without()
    {
        TimeLimit environment = new(new CountingEnvironment(3), maxSteps: 2);
        environment.Start();
        Assert.Equal(0, environment.StateSize);
        Assert.Equal(
            "Counting cannot save its state, so neither can a wrapper of it.",
            Assert.Throws<NotSupportedException>(() => environment.Save()).Message);
    }

    [Fact]
    public void Name_mask_and_picture_are_those_of_the_inner_environment()
    {
        TimeLimit environment = new(new Taxi(hasActionMask: true), maxSteps: 2);
        environment.Load(Taxi.Encode(0, 0, Taxi.InTaxi, 1), 0, 0, 0, 0);
        bool[] legal = new bool[6];
        environment.GetActionMask(legal);
        Assert.Equal([true, false, true, false, false, true], legal);
        Assert.True(environment.HasActionMask);
        Assert.Equal("Taxi-v3", environment.Name);
        Assert.StartsWith("+---------+", environment.Render(), StringComparison.Ordinal);
        Assert.Equal(
            "Counting has no text rendering.", new TimeLimit(new CountingEnvironment(1), 1).Render());
    }
}
