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
            Assert.True(exact[s, greedy] >= best - tolerance, $"In state {s} action {greedy} is not optimal.");
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
            BatchSize = BatchSize,
            ReplayCapacity = BatchSize,
            MaxGradientNorm = 1e9,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 20,
            Updates = Updates,
            OfflineAlgorithm = new DeepQLearning(),
        };
        Algorithms.Apply(variant, options);
        options.LearningRate = new LinearSchedule(LearningRate, 0, Updates);
        options.Network = options.Network.Distribution switch
        {
            CategoricalDistribution => options.Network with
            {
                Distribution = new CategoricalDistribution(Returns.Minimum, Returns.Maximum, 11),
            },
            QuantileDistribution => options.Network with { Distribution = new QuantileDistribution(2) },
            // The fractions gate what a hidden layer makes of a state: without one they would shut some states off.
            ImplicitQuantileDistribution => options.Network with
            {
                HiddenUnits = [64],
                Activation = DeepQ.Onnx.PolicyActivation.SiLU,
                Distribution = new ImplicitQuantileDistribution(4, 4, 16, 8),
            },
            _ => options.Network,
        };
        return options;
    }
}
