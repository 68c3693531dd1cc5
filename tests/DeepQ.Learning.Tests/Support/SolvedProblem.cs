using DeepQ.Environments.Tabular;
using DeepQ.Learning.Actions;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Schedules;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A tabular problem that is learned from a sweep over its transitions and compared with exact values.</summary>
/// <param name="Environment">The problem.</param>
/// <param name="LearningRate">The learning rate of a table of values; it falls to zero.</param>
/// <param name="Updates">The number of updates.</param>
/// <param name="Returns">Between these all returns lie, for the atoms of C51.</param>
internal sealed record SolvedProblem(
    TabularEnvironment Environment, double LearningRate, int Updates, (double Minimum, double Maximum) Returns)
{
    private const double Gamma = 0.9;

    /// <summary>The number of transitions in a batch.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>The number of atoms of C51.</summary>
    public int Atoms { get; init; } = 11;

    /// <summary>
    /// The hidden layer before the fractions of IQN: they gate what it makes of a state, and without it would shut some
    /// states off.
    /// </summary>
    public (int Units, PolicyActivation Activation) ImplicitFeatures { get; init; } = (64, PolicyActivation.SiLU);

    /// <summary>Where the quantile Huber loss turns into a line.</summary>
    public double HuberThreshold { get; init; } = 1;

    /// <summary>
    /// Whether actions are worth so nearly the same that a greedy one may miss the best by the tolerance; otherwise
    /// every greedy action must be optimal.
    /// </summary>
    public bool HasNearTies { get; init; }

    /// <summary>Learns with a variant of the algorithm; no Q-value may miss the exact one by more than a tolerance.</summary>
    /// <remarks>
    /// The exact values are those of value iteration, and the fixed point of its own targets for Munchausen. A projection
    /// on atoms keeps the mean, so that C51 has those of value iteration too, however few atoms there are. Quantiles have
    /// them where returns are certain.
    /// </remarks>
    public void AssertLearned(string variant, double tolerance)
    {
        DqnOptions options = Options(variant);
        double[,] optimal = ValueIteration.Solve(Environment, Gamma);
        using TrainingResult result = new DqnTrainer(options).Train(
            Sweep.Of(Environment, optimal, options.NStep),
            Environment.ObservationSpace,
            Environment.ActionSpace,
            new Xoshiro256(1));

        double[,] exact = options.Munchausen is null
            ? optimal
            : TargetFixedPoint.Solve(Environment, Gamma, munchausen: options.Munchausen);
        float[] q = new float[Environment.ActionSpace.Count];
        for (int s = 0; s < Environment.StateCount; s++)
        {
            float[] state = new float[Environment.StateCount];
            state[s] = 1;
            result.Network.QValues(state, q);
            for (int a = 0; a < q.Length; a++)
                Assert.Equal(exact[s, a], q[a], tolerance);
            double best = Enumerable.Range(0, q.Length).Max(a => exact[s, a]);
            int greedy = Greedy.Action(q);
            Assert.True(exact[s, greedy] >= best - (HasNearTies ? tolerance : 1e-9), $"In state {s} action {greedy} is not optimal.");
        }
    }

    // One-hot states and no hidden layer make the network a table. The learning rate falls to zero, so that the draws
    // of the last batches average out.
    private DqnOptions Options(string variant)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [],
            Gamma = Gamma,
            NStep = 1,
            BatchSize = BatchSize,
            ReplayCapacity = BatchSize,
            MaxGradientNorm = 1e9,
            HuberThreshold = HuberThreshold,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 20,
            Updates = Updates,
            OfflineAlgorithm = new DeepQLearning(),
            // Learning rates, temperatures and tolerances are in the units of the rewards.
            NormalizeRewards = false,
        };
        Algorithms.Apply(variant, options);
        options.LearningRate = new LinearSchedule(LearningRate, 0, Updates);
        options.Network = options.Network.Distribution switch
        {
            CategoricalDistribution => options.Network with
            {
                Distribution = new CategoricalDistribution(Returns.Minimum, Returns.Maximum, Atoms),
            },
            // With room at the ends, where the bins lack a part of a normal distribution.
            HLGaussDistribution => options.Network with
            {
                Distribution = new HLGaussDistribution(
                    Returns.Minimum - (0.1 * (Returns.Maximum - Returns.Minimum)),
                    Returns.Maximum + (0.1 * (Returns.Maximum - Returns.Minimum)),
                    Atoms),
            },
            QuantileDistribution => options.Network with { Distribution = new QuantileDistribution(2) },
            ImplicitQuantileDistribution => options.Network with
            {
                HiddenUnits = [ImplicitFeatures.Units],
                Activation = ImplicitFeatures.Activation,
                Distribution = new ImplicitQuantileDistribution(4, 4, 16, 8),
            },
            _ => options.Network,
        };
        return options;
    }
}
