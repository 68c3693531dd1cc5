using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class TrainingMomentTests
{
    [Fact]
    public void An_observer_ends_a_training_in_an_environment_and_looks_at_its_network()
    {
        using StopAt observer = new(updates: 30);
        Xoshiro256 random = new(1);
        DqnOptions options = new() { HiddenUnits = [8], BatchSize = 8, Steps = 500, LearningStarts = 20, Observers = [observer] };
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(1, () => new CartPole(), random.Fork()), null, random);
        Assert.Equal(StopReason.Observer, result.StopReason);
        Assert.Equal(30, result.Updates);
        Assert.Equal(49, result.Steps);
        Assert.Equal(49, observer.Step);
        Assert.Equal(StopReason.Observer, observer.Reason);
        Assert.Equal(HandMadeNetworks.Values(result.Network), HandMadeNetworks.Values(observer.Network!));
    }

    [Fact]
    public void An_observer_ends_a_training_on_transitions()
    {
        using StopAt observer = new(updates: 3);
        DqnOptions options = new() { HiddenUnits = [8], BatchSize = 8, Updates = 100, Observers = [observer] };
        using TrainingResult result = new DqnTrainer(options).Train(
            Transitions(), Variants.Row(3), new DiscreteSpace(4), new Xoshiro256(1));
        Assert.Equal(StopReason.Observer, result.StopReason);
        Assert.Equal(3, result.Updates);
    }

    private static ReplayBuffer Transitions()
    {
        ReplayBuffer buffer = new(64, 3);
        for (int i = 0; i < 64; i++)
            buffer.Add([i, 1, 0], i % 4, 1, [i + 1, 1, 0], terminated: i % 8 == 7);
        return buffer;
    }

    private sealed class StopAt(long updates) : ITrainingObserver, IDisposable
    {
        public long Step { get; private set; }

        public StopReason? Reason { get; private set; }

        public QNetwork? Network { get; private set; }

        public void OnStepEnd(TrainingMoment moment)
        {
            if (moment.Updates < updates)
                return;
            (Step, Network) = (moment.Step, moment.CopyNetwork());
            moment.Stop();
        }

        public void OnTrainingEnd(StopReason reason) => Reason = reason;

        public void Dispose() => Network?.Dispose();
    }
}
