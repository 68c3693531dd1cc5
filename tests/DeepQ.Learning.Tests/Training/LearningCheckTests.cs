using DeepQ.Environments.Tabular;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Training;

public sealed class LearningCheckTests
{
    [Theory]
    [InlineData(100, 101, 1, 1)]
    [InlineData(100, 0, 101, 1)]
    [InlineData(100, 95, 30, 1)]
    [InlineData(100, 101, 1, 4)]
    public void Settings_that_allow_no_update_are_refused(long steps, long start, int interval, int environments)
    {
        DqnOptions options = new() { Steps = steps, LearningStarts = start, UpdateInterval = interval, BatchSize = 16 };
        string message = Assert.Throws<ArgumentException>(() => Train(options, environments)).Message;
        Assert.Equal(
            $"No update would be made: Steps is {steps}, LearningStarts {start} and UpdateInterval {interval}. Raise Steps, or " +
            "lower the others.",
            message);
    }

    [Theory]
    [InlineData(100, 100, 1, 1)]
    [InlineData(100, 0, 100, 1)]
    [InlineData(99, 0, 100, 4)]
    [InlineData(100, 102, 1, 3)]
    public void Settings_that_allow_one_update_are_not(long steps, long start, int interval, int environments)
    {
        DqnOptions options = new() { Steps = steps, LearningStarts = start, UpdateInterval = interval, BatchSize = 16 };
        using TrainingResult result = Train(options, environments);
        Assert.InRange(result.Updates, 1, environments);
    }

    [Theory]
    [InlineData(true, 0, 0, true)]
    [InlineData(true, 0.1, 0, false)]
    [InlineData(true, 0, 0.5, false)]
    [InlineData(false, 0, 0, false)]
    public void Noise_that_explores_alone_is_warned_of(bool noisy, double epsilon, double temperature, bool warned)
    {
        Warnings warnings = new();
        DqnOptions options = new()
        {
            Steps = 100,
            LearningStarts = 50,
            BatchSize = 16,
            Network = new() { Noisy = noisy },
            Epsilon = epsilon,
            Temperature = temperature,
            Observers = [warnings],
        };
        using TrainingResult result = Train(options, environments: 1);
        Assert.Equal(warned, warnings.Messages.Any(message => message.StartsWith("Only noise explores", StringComparison.Ordinal)));
    }

    [Fact]
    public void Noise_beside_schedules_that_go_by_the_steps_is_not_warned_of()
    {
        Warnings warnings = new();
        DqnOptions options = new()
        {
            Steps = 100,
            LearningStarts = 50,
            BatchSize = 16,
            Network = new() { Noisy = true },
            Epsilon = new FractionSchedule(0.1, 0),
            Temperature = new FractionSchedule(0.5, 0),
            Observers = [warnings],
        };
        using TrainingResult result = Train(options, environments: 1);
        Assert.DoesNotContain(warnings.Messages, message => message.StartsWith("Only noise explores", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60, null, "Nothing is reset: Resets.Period is 60, and there are about 50 updates.")]
    [InlineData(24, null, "The last reset leaves 2 updates until the end, fewer than half of a period of 24: set Resets.Until below 48")]
    [InlineData(24, 40L, null)]
    [InlineData(30, null, null)]
    public void Resets_that_never_come_or_come_late_are_warned_of(int period, long? until, string? message)
    {
        Warnings warnings = new();
        DqnOptions options = new()
        {
            Steps = 100,
            LearningStarts = 50,
            BatchSize = 16,
            Resets = new() { Period = period, Until = until },
            Observers = [warnings],
        };
        using TrainingResult result = Train(options, environments: 1);
        if (message is null)
            Assert.DoesNotContain(warnings.Messages, one => one.Contains("reset", StringComparison.Ordinal));
        else
            Assert.Contains(warnings.Messages, one => one.StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_000, 16, "The target network never moves: TargetUpdateInterval is 1000, LearningStarts 50 and Steps 100.")]
    [InlineData(1, 200, "The buffer never has a whole batch: BatchSize is 200 and Steps 100")]
    public void What_never_happens_is_warned_of(int targetInterval, int batch, string message)
    {
        Warnings warnings = new();
        DqnOptions options = new()
        {
            Steps = 100,
            LearningStarts = 50,
            BatchSize = batch,
            TargetUpdateInterval = targetInterval,
            Observers = [warnings],
        };
        Train(options).Dispose();
        Assert.StartsWith(message, Assert.Single(warnings.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Returns_that_are_never_so_long_are_warned_of()
    {
        Warnings warnings = new();
        DqnOptions options = new()
        {
            Steps = 200,
            LearningStarts = 50,
            BatchSize = 8,
            NStep = 5,
            ReplayCapacity = 19,
            Observers = [warnings],
        };
        Train(options, environments: 4).Dispose();
        Assert.Equal(
            "No return is as long as NStep, 5: ReplayCapacity, 19, keeps the last 4 transitions of each of 4 environments. Raise " +
            "ReplayCapacity, or lower NStep.",
            // The end of the training has more to say of so small a replay.
            warnings.Messages[0]);
    }

    [Fact]
    public void A_target_that_never_moves_is_warned_of_offline_too()
    {
        Warnings warnings = new();
        DqnOptions options = new()
        {
            Updates = 10,
            OfflineAlgorithm = new NeuralFittedQIteration(20),
            Observers = [warnings],
        };
        ReplayBuffer transitions = new(2, 1);
        transitions.Add([0], 0, 1, [1], terminated: true);
        BoxSpace space = new([1], 0, 1);
        new DqnTrainer(options).Train(transitions, space, new DiscreteSpace(2), new Xoshiro256(1)).Dispose();
        Assert.Contains("it would after 20 updates, and Updates is 10", Assert.Single(warnings.Messages), StringComparison.Ordinal);

        ArgumentException error = Assert.Throws<ArgumentException>(() => new DqnTrainer(options).Train(
            new ReplayBuffer(2, 1), space, new DiscreteSpace(2), new Xoshiro256(1)));
        Assert.StartsWith("There are no transitions to learn from.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void Weights_that_an_observer_changes_are_taken_over(UpdatePath path)
    {
        float[] values = Train(UpdatePath.TorchSharp);
        float[] others = Train(path);
        Assert.Equal(values.Length, others.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(values[i], others[i], 1e-4f);
        // The last change came before the last updates, which move a weight by the learning rate each.
        Assert.InRange(others[0], 4.9f, 5.1f);

        static float[] Train(UpdatePath path)
        {
            QNetwork? mine = null;
            DqnOptions options = new()
            {
                Steps = 100,
                LearningStarts = 50,
                BatchSize = 16,
                UpdatePath = path,
                CreateNetwork = (space, actions, random) =>
                    mine = new NetworkOptions { HiddenUnits = [8] }.CreateNetwork(space, actions.Count, random),
            };
            options.Observers = [new Surgeon(() => Set(mine!))];
            using TrainingResult result = LearningCheckTests.Train(options);
            return HandMadeNetworks.Values(result.Network);
        }

        static void Set(QNetwork network)
        {
            using IDisposable frozen = no_grad();
            network.parameters().First()[0, 0] = 5;
        }
    }

    private static TrainingResult Train(DqnOptions options, int environments = 1)
    {
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(
            new VectorEnvironment(environments, () => new GridWorld(), random.Fork()), null, random);
    }

    private sealed class Surgeon(Action operate) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord update)
        {
            if (update.Step == 90)
                operate();
        }
    }

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> Messages { get; } = [];

        public void OnWarning(string message) => Messages.Add(message);
    }
}
