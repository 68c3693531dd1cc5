using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tests.Support;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Wrappers;

public sealed class FrameStackTests
{
    [Fact]
    public void The_oldest_observation_comes_first_and_the_first_one_fills_all_places()
    {
        FrameStack environment = new(new CountingEnvironment(9), 3);
        Assert.Equal([0, 0, 0, 0, 0, 0], environment.Start());
        Assert.Equal([0, 0, 0, 0, 0, 1], environment.Act(0).Observation);
        Assert.Equal([0, 0, 0, 1, 0, 2], environment.Act(0).Observation);
        Assert.Equal([0, 1, 0, 2, 0, 3], environment.Act(0).Observation);
        Assert.Equal([1, 0, 1, 0, 1, 0], environment.Start());
    }

    [Fact]
    public void The_first_axis_grows_and_the_bounds_repeat()
    {
        BoxSpace space = new FrameStack(new MountainCar(), 2).ObservationSpace;
        Assert.Equal([4], space.Shape);
        Assert.Equal(2, space.StackedFrames);
        Assert.Equal([-1.2f, -0.07f, -1.2f, -0.07f], space.Low);
        Assert.Equal([0.6f, 0.07f, 0.6f, 0.07f], space.High);
    }

    [Fact]
    public void A_loaded_state_shows_the_frames_that_were_saved()
    {
        FrameStack environment = new(new MountainCar(), 3);
        environment.Start();
        environment.Act(0);
        float[] shown = environment.Act(2).Observation;
        FrameStack restored = new(new MountainCar(), 3);
        Assert.Equal(shown, restored.Load(environment.Save()));
        Assert.Equal(environment.Act(1).Observation, restored.Act(1).Observation);
    }

    [Fact]
    public void A_refused_step_leaves_the_frames_as_they_are()
    {
        FrameStack environment = new(new MountainCar(), 2);
        environment.Start();
        double[] before = environment.Save();
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.Act(3));
        Assert.Equal(before, environment.Save());
    }

    [Fact]
    public void At_least_one_frame_is_needed() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameStack(new CartPole(), 0));

    [Fact]
    public void Frames_that_no_array_holds_are_refused()
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => new FrameStack(new CartPole(), 1_000_000_000)).Message;
        Assert.StartsWith("An observation has at most 2147483591 values, but a frame of CartPole", message, StringComparison.Ordinal);
    }
}
