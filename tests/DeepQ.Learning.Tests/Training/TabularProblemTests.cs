using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Learns the classic tabular problems from all of their transitions and compares with value iteration.</summary>
public sealed class TabularProblemTests
{
    private const double Gamma = 0.9;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FrozenLake_with_slippery_ice(bool doubleQ) =>
        AssertExact(new FrozenLake(), doubleQ, updates: 6_000, learningRate: 0.02, tolerance: 0.02);

    [Fact]
    public void CliffWalking() => AssertExact(new CliffWalking(), doubleQ: false, updates: 4_000, learningRate: 1, tolerance: 0.05);

    [Fact]
    public void Taxi() => AssertExact(new Taxi(), doubleQ: false, updates: 2_500, learningRate: 1, tolerance: 0.05);

    // One-hot states and no hidden layer make the network a table. The learning rate falls to zero, so that the draws of
    // the last batches average out.
    private static void AssertExact(
        TabularEnvironment problem, bool doubleQ, int updates, double learningRate, double tolerance)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [],
            Gamma = Gamma,
            DoubleQ = doubleQ,
            LearningRate = new LinearSchedule(learningRate, 0, updates),
            BatchSize = 512,
            ReplayCapacity = 512,
            MaxGradientNorm = 1e9,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 20,
            Updates = updates,
            OfflineAlgorithm = new DeepQLearning(),
        };
        using TrainingResult result = new DqnTrainer(options).Train(
            EveryTransition(problem), problem.ObservationSpace, problem.ActionSpace, new Xoshiro256(1));

        double[,] exact = ValueIteration.Solve(problem, Gamma);
        float[] q = new float[problem.ActionSpace.Count];
        float[] state = new float[problem.StateCount];
        for (int s = 0; s < problem.StateCount; s++)
        {
            Array.Clear(state);
            state[s] = 1;
            result.Network.QValues(state, q);
            for (int a = 0; a < q.Length; a++)
                Assert.Equal(exact[s, a], q[a], tolerance);
            double best = Enumerable.Range(0, q.Length).Max(a => exact[s, a]);
            Assert.True(exact[s, Greedy.Action(q)] >= best - tolerance, $"State {s}: {Greedy.Action(q)} is not optimal.");
        }
    }

    // Each outcome as often as its probability says, in thirds.
    private static ReplayBuffer EveryTransition(TabularEnvironment problem)
    {
        int states = problem.StateCount;
        List<(int State, int Action, TabularTransition Outcome)> all = [];
        for (int s = 0; s < states; s++)
        {
            for (int a = 0; a < problem.ActionSpace.Count; a++)
            {
                foreach (TabularTransition outcome in problem.GetTransitions(s, a))
                    all.AddRange(Enumerable.Repeat((s, a, outcome), (int)Math.Round(3 * outcome.Probability)));
            }
        }

        ReplayBuffer buffer = new(all.Count, states);
        float[] state = new float[states];
        float[] next = new float[states];
        foreach ((int s, int a, TabularTransition outcome) in all)
        {
            Array.Clear(state);
            Array.Clear(next);
            state[s] = 1;
            next[outcome.NextState] = 1;
            buffer.Add(state, a, (float)outcome.Reward, next, outcome.Terminated);
        }

        return buffer;
    }
}
