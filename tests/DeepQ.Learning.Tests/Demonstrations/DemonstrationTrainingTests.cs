using DeepQ.Environments.Tabular;
using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Demonstrations;

public sealed class DemonstrationTrainingTests
{
    private const double Gamma = 0.9;

    // Right, right, down, down, down, right in the map of FrozenLake: five states until the goal, and 1 there.
    private static readonly (int State, int Action)[] Path = [(0, 2), (1, 2), (2, 1), (6, 1), (10, 1), (14, 2)];

    [Fact]
    public void Updates_before_acting_teach_what_was_demonstrated()
    {
        Watcher watcher = new();
        DqnOptions options = Table(PathOnce());
        options.Demonstrations!.UpdatesBeforeActing = 1_500;
        options.Observers = [watcher];
        using DqnAgent agent = new(options, Lake().ObservationSpace, Lake().ActionSpace, new Xoshiro256(1));
        agent.Update();
        Assert.Equal((1_500, 0), (agent.Updates, agent.Step));
        Assert.All(watcher.Updates, update => Assert.Equal(0, update.Step));

        using QNetwork network = agent.CopyNetwork();
        float[] q = new float[4];
        foreach ((int i, (int state, int action)) in Path.Index())
        {
            network.QValues(OneHot(state), q);
            // The path is the only one there is, so that its return is exact; every other action is below it by the margin.
            Assert.Equal(Math.Pow(Gamma, Path.Length - 1 - i), q[action], 0.02);
            Assert.All(q.Index().Where(one => one.Index != action), other => Assert.True(other.Item < q[action] - 0.75));
        }

        // What was due before acting is not made again.
        agent.Act(OneHot(0));
        agent.Remember(0, OneHot(1), terminated: false);
        Assert.Null(agent.Update());
    }

    [Fact]
    public void Without_the_margin_all_that_may_be_done_ends_at_the_exact_values()
    {
        FrozenLake lake = Lake();
        double[,] optimal = ValueIteration.Solve(lake, Gamma);
        DqnOptions options = Table(ChainLog.Wrap(Sweep.Of(lake, optimal, 1), lake.ActionSpace, []));
        options.LearningRate = new LinearSchedule(0.02, 0.02, 10);
        options.BatchSize = 512;
        options.ReplayCapacity = 512;
        (options.Demonstrations!.UpdatesBeforeActing, options.Demonstrations.MarginWeight) = (3_000, 0);
        using DqnAgent agent = new(options, lake.ObservationSpace, lake.ActionSpace, new Xoshiro256(1));
        agent.Update();
        using QNetwork network = agent.CopyNetwork();
        float[] q = new float[4];
        for (int state = 0; state < lake.StateCount; state++)
        {
            network.QValues(OneHot(state), q);
            for (int action = 0; action < q.Length; action++)
                Assert.Equal(optimal[state, action], q[action], 0.01);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_goal_that_is_hardly_found_is_learned_from_one_demonstration(bool prioritized)
    {
        // A lake of 64 fields: acting by chance does not come to its end in 600 steps.
        FrozenLake lake = FrozenLake.Create8x8(isSlippery: false);
        Assert.Equal(0, MeanReturn(null));
        Assert.Equal(1, MeanReturn(Walk(lake)));

        double MeanReturn(LoggedData? data)
        {
            DqnOptions options = new()
            {
                HiddenUnits = [],
                LearningRate = 0.05,
                Steps = 600,
                LearningStarts = 100,
                UpdateInterval = 2,
                EvaluationInterval = 600,
                EvaluationEpisodes = 1,
                FinalEpisodes = 0,
                PrioritizedReplay = prioritized ? new() : null,
                Demonstrations = data is null ? null : new() { Data = data, UpdatesBeforeActing = 300 },
            };
            Xoshiro256 random = new(1);
            using TrainingResult result = new DqnTrainer(options).Train(
                new VectorEnvironment([FrozenLake.Create8x8(isSlippery: false)], random.Fork()),
                FrozenLake.Create8x8(isSlippery: false),
                random);
            // What demonstrations alone taught is evaluated before the first step.
            Assert.Equal(data is null ? [600] : [0, 600], result.Evaluations.Select(evaluation => evaluation.Step));
            return result.Evaluations[^1].Result.MeanReturn;
        }
    }

    [Fact]
    public void The_target_network_moves_by_updates_before_acting()
    {
        // Two states: the value of the first is that of the second in the target network, which never moves here.
        ReplayBuffer transitions = new(2, 2);
        transitions.Add([1, 0], 0, 0, [0, 1], terminated: false);
        transitions.Add([0, 1], 0, 1, [0, 0], terminated: true);
        Assert.Equal(Gamma, FirstValue(interval: 100), 0.02);
        Assert.True(FirstValue(interval: 10_000) < 0.7);

        double FirstValue(int interval)
        {
            DqnOptions options = Table(ChainLog.Wrap(transitions, 2, []));
            (options.TargetUpdateInterval, options.TargetUpdateRate, options.NStep) = (interval, 1, 1);
            options.Demonstrations!.UpdatesBeforeActing = 2_000;
            using DqnAgent agent = new(options, Variants.Row(2), new DiscreteSpace(2), new Xoshiro256(1));
            agent.Update();
            using QNetwork network = agent.CopyNetwork();
            float[] q = new float[2];
            network.QValues([1, 0], q);
            return q[0];
        }
    }

    [Fact]
    public void Both_paths_learn_the_same()
    {
        float[] Weights(UpdatePath path)
        {
            DqnOptions options = Table(PathOnce());
            options.Demonstrations!.UpdatesBeforeActing = 50;
            options.UpdatePath = path;
            using DqnAgent agent = new(options, Lake().ObservationSpace, Lake().ActionSpace, new Xoshiro256(1));
            agent.Update();
            using QNetwork network = agent.CopyNetwork();
            return HandMadeNetworks.Values(network);
        }

        Assert.Equal(Weights(UpdatePath.TorchSharp), Weights(UpdatePath.Fused), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    private static FrozenLake Lake() => new(isSlippery: false);

    private static LoggedData PathOnce()
    {
        ReplayBuffer transitions = new(Path.Length, 16);
        foreach ((int i, (int state, int action)) in Path.Index())
        {
            bool last = i == Path.Length - 1;
            transitions.Add(OneHot(state), action, last ? 1 : 0, OneHot(last ? 15 : Path[i + 1].State), terminated: last);
        }

        return ChainLog.Wrap(transitions, Lake().ActionSpace, []);
    }

    // The best way from the start to the goal.
    private static LoggedData Walk(FrozenLake lake)
    {
        double[,] optimal = ValueIteration.Solve(lake, Gamma);
        ReplayBuffer transitions = new(64, lake.StateCount);
        float[] state = new float[lake.StateCount];
        float[] next = new float[lake.StateCount];
        Xoshiro256 random = new(1);
        lake.Reset(random, state);
        StepResult step = default;
        while (!step.Done)
        {
            int action = Enumerable.Range(0, 4).MaxBy(one => optimal[lake.State, one]);
            step = lake.Step(action, random, next);
            transitions.Add(state, action, (float)step.Reward, next, step.Terminated);
            (state, next) = (next, state);
        }

        return ChainLog.Wrap(transitions, lake.ActionSpace, []);
    }

    private static DqnOptions Table(LoggedData data) => new()
    {
        HiddenUnits = [],
        Gamma = Gamma,
        LearningRate = new LinearSchedule(0.02, 0.02, 10),
        BatchSize = 32,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 50,
        LearningStarts = 1_000,
        NormalizeRewards = false,
        MaxGradientNorm = 1e9,
        NStep = 1,
        Demonstrations = new() { Data = data },
    };

    private static float[] OneHot(int state)
    {
        float[] observation = new float[16];
        observation[state] = 1;
        return observation;
    }

    private sealed class Watcher : ITrainingObserver
    {
        public List<UpdateRecord> Updates { get; } = [];

        public void OnUpdate(in UpdateRecord update) => Updates.Add(update);
    }
}
