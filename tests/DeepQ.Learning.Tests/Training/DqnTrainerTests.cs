using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class DqnTrainerTests
{
    private static readonly string[] Map = ["S.", ".G"];

    [Fact]
    public void Learning_by_acting_finds_the_exact_values_of_a_grid()
    {
        GridWorld grid = new(Map);
        DqnOptions options = GridOptions();
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([grid], random.Fork()), evaluationEnvironment: null, random);
        AssertExact(result.Network, grid, options.Gamma, tolerance: 0.02);
        Assert.Equal(StopReason.Completed, result.StopReason);
        Assert.Equal(4_000, result.Steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Learning_from_logged_transitions_finds_the_exact_values_of_a_grid(bool doubleQ)
    {
        GridWorld grid = new(Map);
        DqnOptions options = GridOptions();
        options.DoubleQ = doubleQ;
        using TrainingResult result = new DqnTrainer(options).Train(
            EveryTransition(grid), grid.ObservationSpace, grid.ActionSpace, new Xoshiro256(1));
        AssertExact(result.Network, grid, options.Gamma, tolerance: 0.02);
        Assert.Equal(options.Updates, result.Updates);
        Assert.Equal(0, result.Steps);
    }

    [Fact]
    public void A_state_where_the_time_ran_out_keeps_its_value()
    {
        // One state, one action, reward 1, cut off after every second step. The value is 1 / (1 − γ) = 2, as if it never
        // ended; taking the cut for an end would give at most 1.5.
        TabularEnvironment endless = new(
            "Endless", new DiscreteSpace("stay"), [1], (_, _) => [new TabularTransition(1, 0, 1, false)], maxSteps: 2);
        DqnOptions options = GridOptions();
        options.Gamma = 0.5;
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([endless], random.Fork()), null, random);
        float[] q = new float[1];
        result.Network.QValues([1], q);
        Assert.Equal(2, q[0], 0.02);
    }

    [Fact]
    public void One_seed_gives_one_result()
    {
        float[] first = Train(seed: 3, environments: 2);
        Assert.Equal(first, Train(seed: 3, environments: 2));
        Assert.NotEqual(first, Train(seed: 4, environments: 2));

        static float[] Train(ulong seed, int environments)
        {
            DqnOptions options = GridOptions();
            options.Steps = 400;
            Xoshiro256 random = new(seed);
            using TrainingResult result = new DqnTrainer(options).Train(
                new VectorEnvironment(environments, () => new GridWorld(Map), random.Fork()), new GridWorld(Map), random);
            return HandMadeNetworks.Values(result.Network);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Intervals_count_environment_steps_whatever_the_number_of_environments(int environments)
    {
        DqnOptions options = GridOptions();
        options.Steps = 1_000;
        options.LearningStarts = 0;
        options.UpdateInterval = 8;
        options.UpdatesPerInterval = 2;
        options.EvaluationInterval = 250;
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(environments, () => new GridWorld(Map), random.Fork()), new GridWorld(Map), random);
        Assert.Equal(1_000, result.Steps);
        Assert.Equal(250, result.Updates);
        Assert.Equal([252, 500, 752, 1_000], result.Evaluations.Select(evaluation => (evaluation.Step + 3) / 4 * 4));
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(0.1, 1)]
    public void The_target_network_follows_after_the_same_environment_steps_whatever_their_number(
        double rate, int interval)
    {
        // One state, one action and one reward: every batch is the same, and all that could differ is when the target
        // network moves. The error |Q − (1 + γ Q⁻)| shows it.
        UpdateRecord[] alone = Train(environments: 1);
        UpdateRecord[] eight = Train(environments: 8);
        Assert.Equal(alone.Select(update => update.Step), eight.Select(update => update.Step));
        for (int i = 0; i < alone.Length; i++)
        {
            Assert.Equal(alone[i].Result.MeanQ, eight[i].Result.MeanQ, 1e-5);
            Assert.Equal(alone[i].Result.MeanAbsoluteError, eight[i].Result.MeanAbsoluteError, 1e-5);
        }

        if (rate == 1)
        {
            // Q grows toward 1 + γ Q⁻, so that only a copy can raise the error.
            Assert.Equal(
                [40, 56, 72, 88],
                alone.Zip(alone.Skip(1))
                    .Where(pair => pair.Second.Result.MeanAbsoluteError > pair.First.Result.MeanAbsoluteError)
                    .Select(pair => pair.Second.Step));
        }

        UpdateRecord[] Train(int environments)
        {
            List<UpdateRecord> updates = [];
            DqnOptions options = GridOptions();
            options.LearningRate = 0.01;
            options.Steps = 96;
            options.LearningStarts = 16;
            options.UpdateInterval = 8;
            (options.TargetUpdateRate, options.TargetUpdateInterval) = (rate, interval);
            options.Observers = [new UpdateList(updates)];
            options.CreateNetwork = (_, _, _) => HandMadeNetworks.Linear([0], [0], inputs: 1);
            Xoshiro256 random = new(1);
            new DqnTrainer(options).Train(
                new VectorEnvironment(environments, Endless, random.Fork()), null, random).Dispose();
            return [.. updates];
        }

        static TabularEnvironment Endless() => new(
            "Endless", new DiscreteSpace("stay"), [1], (_, _) => [new TabularTransition(1, 0, 1, false)]);
    }

    [Fact]
    public void A_return_that_is_reached_ends_training_with_the_network_that_reached_it()
    {
        DqnOptions options = GridOptions();
        (options.TargetReturn, options.TargetEvaluations) = (-2, 1);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld(Map)], random.Fork()), new GridWorld(Map), random);
        Assert.Equal(StopReason.TargetReturn, result.StopReason);
        Assert.True(result.Steps < options.Steps);
        Assert.Equal(result.Steps, result.BestEvaluation!.Step);
        EvaluationResult again = PolicyEvaluation.Run(new GridWorld(Map), result.Network.Act, 5, new Xoshiro256(9));
        Assert.Equal(options.TargetReturn, again.MeanReturn);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Training_ends_once_so_many_evaluations_in_a_row_have_reached_the_return(int evaluations)
    {
        DqnOptions options = GridOptions();
        (options.TargetReturn, options.TargetEvaluations) = (-2, evaluations);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld(Map)], random.Fork()), new GridWorld(Map), random);
        Assert.Equal(StopReason.TargetReturn, result.StopReason);
        bool[] reached = [.. result.Evaluations.Select(record => record.Result.MeanReturn >= -2)];
        int ends = Enumerable.Range(0, reached.Length)
            .First(i => i + 1 >= evaluations && reached[(i + 1 - evaluations)..(i + 1)].All(one => one));
        Assert.Equal(ends, reached.Length - 1);
    }

    [Fact]
    public void Canceling_returns_the_best_network_so_far()
    {
        using CancellationTokenSource source = new();
        DqnOptions options = GridOptions();
        options.Steps = long.MaxValue;
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld(Map)], random.Fork()),
            new GridWorld(Map),
            random,
            new CancelOnEvaluation(source),
            source.Token);
        Assert.Equal(StopReason.Canceled, result.StopReason);
        Assert.NotNull(result.BestEvaluation);
        EvaluationResult again = PolicyEvaluation.Run(new GridWorld(Map), result.Network.Act, 1, new Xoshiro256(9));
        Assert.Equal(result.BestEvaluation.Result.MeanReturn, again.MeanReturn);
    }

    [Fact]
    public void A_target_return_needs_an_environment_to_evaluate_in()
    {
        DqnOptions options = GridOptions();
        options.TargetReturn = 1;
        Xoshiro256 random = new(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld(Map)], random.Fork()), null, random));
        Assert.Contains("TargetReturn is 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_environment_of_another_kind_is_refused()
    {
        Xoshiro256 random = new(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DqnTrainer(GridOptions()).Train(
            new VectorEnvironment([new GridWorld(Map)], random.Fork()), new CartPole(), random));
        Assert.Contains("CartPole-v1 has 4 values and 2 actions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Episodes_are_recorded_with_their_returns_and_lengths()
    {
        DqnOptions options = GridOptions();
        options.Steps = 500;
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new CartPole()], random.Fork()), null, random);
        Assert.NotEmpty(result.Episodes);
        long step = 0;
        foreach (EpisodeRecord episode in result.Episodes)
        {
            Assert.Equal(episode.Length, episode.Return);
            Assert.Equal(step += episode.Length, episode.Step);
        }
    }

    // One-hot states and no hidden layer make the network a table, so that the exact values can be reached.
    private static DqnOptions GridOptions() => new()
    {
        HiddenUnits = [],
        Gamma = 0.9,
        LearningRate = 0.02,
        NStep = 1,
        DoubleQ = false,
        BatchSize = 32,
        Steps = 4_000,
        LearningStarts = 100,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 50,
        Epsilon = 0.5,
        EvaluationInterval = 200,
        EvaluationEpisodes = 1,
        Updates = 4_000,
        OfflineAlgorithm = new DeepQLearning(),
        ReplayCapacity = 5_000,
    };

    private static ReplayBuffer EveryTransition(GridWorld grid)
    {
        int states = grid.StateCount;
        ReplayBuffer buffer = new(states * grid.ActionSpace.Count, states);
        for (int s = 0; s < states; s++)
        {
            for (int a = 0; a < grid.ActionSpace.Count; a++)
            {
                TabularTransition next = Assert.Single(grid.GetTransitions(s, a));
                buffer.Add(OneHot(s, states), a, (float)next.Reward, OneHot(next.NextState, states), next.Terminated);
            }
        }

        return buffer;
    }

    private static float[] OneHot(int state, int states)
    {
        float[] observation = new float[states];
        observation[state] = 1;
        return observation;
    }

    // States that no episode passes through, the goal among them, are left out.
    private static void AssertExact(QNetwork network, GridWorld grid, double gamma, double tolerance)
    {
        double[,] exact = ValueIteration.Solve(grid, gamma);
        float[] q = new float[grid.ActionSpace.Count];
        for (int s = 0; s < grid.StateCount - 1; s++)
        {
            network.QValues(OneHot(s, grid.StateCount), q);
            for (int a = 0; a < q.Length; a++)
                Assert.Equal(exact[s, a], q[a], tolerance);
        }
    }

    private sealed class UpdateList(List<UpdateRecord> updates) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord update) => updates.Add(update);
    }

    private sealed class CancelOnEvaluation(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.LastEvaluation is not null)
                source.Cancel();
        }
    }
}
