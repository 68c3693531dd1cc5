using DeepQ.Environments.Tabular;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Each way to draw, to sum and to bootstrap, against the exact fixed point of its targets.</summary>
public sealed class ExactValuesTests
{
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, false, false, 1)]
    [InlineData(3, false, false, 1)]
    [InlineData(3, false, false, 4)]
    [InlineData(1, true, false, 1)]
    [InlineData(1, false, true, 1)]
    [InlineData(3, true, true, 2)]
    public void Learned_values_are_the_fixed_point_of_their_targets(
        int steps, bool prioritized, bool munchausen, int environments)
    {
        TabularEnvironment problem = RandomProblem();
        DqnOptions options = Options(steps, prioritized, munchausen);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(environments, RandomProblem, random.Fork()), null, random);
        double[,] exact = TargetFixedPoint.Solve(problem, options.Gamma, steps, options.Munchausen);
        AssertClose(exact, result.Network, (_, _) => true);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, false, false, false)]
    [InlineData(1, false, false, true)]
    [InlineData(1, false, true, false)]
    [InlineData(3, true, true, false)]
    [InlineData(3, true, false, true)]
    public void An_illegal_action_that_looks_best_is_never_chosen_or_bootstrapped(
        int steps, bool prioritized, bool munchausen, bool doubleQ)
    {
        // Action 1 brings 2 in state 1 and is illegal in state 0, where the bias of the network, which both states
        // share, makes it look far better than the only legal action, worth −2.4. Its value there would raise state 1.
        TabularEnvironment problem = CostlyReturn();
        DqnOptions options = Options(steps, prioritized, munchausen);
        options.DoubleQ = doubleQ;
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(2, () => new MaskedEnvironment(CostlyReturn(), IsLegal), random.Fork()),
            null,
            random);

        double[,] exact = TargetFixedPoint.Solve(problem, options.Gamma, steps, options.Munchausen, IsLegal);
        AssertClose(exact, result.Network, IsLegal);
        float[] q = Values(result.Network, state: 0, states: 2);
        Assert.True(q[1] > q[0] + 1);
        EvaluationResult evaluation = PolicyEvaluation.Run(
            new MaskedEnvironment(CostlyReturn(), IsLegal), result.Network.ActLegally, 3, new Xoshiro256(2));
        Assert.Equal([-2, -2, -2], evaluation.Returns);

        static bool IsLegal(int state, int action) => state == 1 || action == 0;
    }

    [Fact]
    public void A_problem_solved_by_value_iteration_is_the_fixed_point_of_one_step_targets()
    {
        TabularEnvironment problem = RandomProblem();
        double[,] optimal = ValueIteration.Solve(problem, 0.8);
        double[,] fixedPoint = TargetFixedPoint.Solve(problem, 0.8);
        foreach ((double expected, double actual) in optimal.Cast<double>().Zip(fixedPoint.Cast<double>()))
            Assert.Equal(expected, actual, 9);
    }

    // With β = 0 the weights are 1 and the values of prioritized replay miss by more than the tolerance.
    // A linear network over one-hot states is a table. Every action is tried as often, so that the exact values of
    // n-step returns, which depend on what is tried, are known.
    private static DqnOptions Options(int steps, bool prioritized, bool munchausen) => new()
    {
        // The temperature of the exact values is in the units of the rewards.
        NormalizeRewards = !munchausen,
        HiddenUnits = [],
        Gamma = 0.8,
        NStep = steps,
        CutNStepReturns = false,
        DoubleQ = false,
        MaxRandomActionSteps = 1,
        PrioritizedReplay = prioritized ? new PrioritizedReplayOptions { Alpha = 0.6, Epsilon = 0.2, Beta = 1 } : null,
        Munchausen = munchausen ? new MunchausenOptions { Temperature = 0.5, Scale = 0.6 } : null,
        LearningRate = 0.01,
        BatchSize = 512,
        Steps = 100_000,
        ReplayCapacity = 100_000,
        LearningStarts = 92_000,
        UpdateInterval = 4,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 100,
        Epsilon = 1,
    };

    // Four states and two actions; each pair has two successors and ends the episode one time in ten.
    private static TabularEnvironment RandomProblem()
    {
        Xoshiro256 random = new(11);
        return new("Random", new DiscreteSpace(2), [0.25, 0.25, 0.25, 0.25], (_, _) =>
        {
            double likely = 0.2 + (0.7 * random.NextDouble());
            double reward = (2 * random.NextDouble()) - 1;
            return
            [
                new TabularTransition(likely, random.Next(4), reward, false),
                new TabularTransition(0.9 - likely, random.Next(4), reward, false),
                new TabularTransition(0.1, 0, reward, true),
            ];
        });
    }

    private static TabularEnvironment CostlyReturn() => new(
        "CostlyReturn", new DiscreteSpace(2), [1, 0], (state, action) => (state, action) switch
        {
            (0, _) => [new TabularTransition(1, 1, -4, false)],
            (1, 0) => [new TabularTransition(1, 0, -0.2, false)],
            _ => [new TabularTransition(1, 1, 2, true)],
        });

    private static void AssertClose(double[,] exact, QNetwork network, Func<int, int, bool> isLegal)
    {
        int states = exact.GetLength(0);
        for (int s = 0; s < states; s++)
        {
            float[] q = Values(network, s, states);
            for (int a = 0; a < q.Length; a++)
            {
                if (isLegal(s, a))
                    Assert.Equal(exact[s, a], q[a], 0.05);
            }
        }
    }

    private static float[] Values(QNetwork network, int state, int states)
    {
        float[] observation = new float[states];
        observation[state] = 1;
        float[] q = new float[network.ActionCount];
        network.QValues(observation, q);
        return q;
    }
}
