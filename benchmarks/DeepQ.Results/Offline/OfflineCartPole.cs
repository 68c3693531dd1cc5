using DeepQ.Learning;

namespace DeepQ.Results;

/// <summary>CartPole learned from a log alone, once with each algorithm.</summary>
internal static class OfflineCartPole
{
    public const string Name = "offline-cartpole";

    /// <summary>The probability of a random action in the log that is learned from.</summary>
    public const double Epsilon = 0.3;

    private const int Episodes = 100;

    public static IReadOnlyList<(string Name, OfflineAlgorithm Algorithm)> Algorithms { get; } =
    [
        ("CQL", new ConservativeQLearning(Alpha: 5)),
        ("BCQ", new BatchConstrainedQLearning()),
        ("BC", new BehaviorCloning()),
        ("NFQ", new NeuralFittedQIteration()),
        ("DQN", new DeepQLearning()),
    ];

    /// <summary>Records a log, learns from it with each algorithm, and lets each policy act.</summary>
    public static OfflineSeed Train(ulong seed)
    {
        BehaviorLog log = BehaviorLog.Record(Epsilon, seed);
        double[] returns = [.. Algorithms.Select(entry =>
        {
            using TrainingResult result = Learn(log, entry.Algorithm, doubleQ: true, seed, []);
            return PolicyEvaluation.Run(
                new CartPole(), result.Network.Act, Episodes, new Xoshiro256(1_000 + seed)).MeanReturn;
        })];
        return new OfflineSeed(seed, log.Returns.Average(), returns);
    }

    /// <summary>The mean of Q(s, a) over batches during training, with the targets of plain deep Q-learning.</summary>
    public static IReadOnlyList<double> Curve(BehaviorLog log, OfflineAlgorithm algorithm, ulong seed)
    {
        ValueCurve curve = new();
        using TrainingResult result = Learn(log, algorithm, doubleQ: false, seed, [curve]);
        return curve.Values;
    }

    private static TrainingResult Learn(
        BehaviorLog log,
        OfflineAlgorithm algorithm,
        bool doubleQ,
        ulong seed,
        IReadOnlyList<ITrainingObserver> observers)
    {
        CartPole environment = new();
        DqnOptions options = new()
        {
            OfflineAlgorithm = algorithm,
            DoubleQ = doubleQ && algorithm is not NeuralFittedQIteration,
            LearningRate = 3e-4,
            Updates = 20_000,
            Observers = observers,
        };
        return new DqnTrainer(options).Train(
            log.Transitions, environment.ObservationSpace, environment.ActionSpace, new Xoshiro256(seed));
    }
}
