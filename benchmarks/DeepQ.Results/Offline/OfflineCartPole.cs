using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Training;

namespace DeepQ.Results;

/// <summary>CartPole learned from a log alone, once with each algorithm.</summary>
internal static class OfflineCartPole
{
    public const string Name = "offline-cartpole";

    /// <summary>The probability of a random action in the log that is learned from.</summary>
    public const double Epsilon = 0.3;

    private const int Episodes = 100;

    /// <summary>The settings that <see cref="OfflineChoice"/> gives on logs of other seeds.</summary>
    public static IReadOnlyList<OfflineVariant> Algorithms { get; } =
    [
        new("CQL", new ConservativeQLearning(Alpha: 0.04), 1e-3),
        new("BCQ", new BatchConstrainedQLearning(Threshold: 0.3), 1e-3),
        new("BC", new BehaviorCloning(), 3e-4),
        new("NFQ", new NeuralFittedQIteration(), 1e-3),
        new("DQN", new DeepQLearning(), 1e-3),
    ];

    /// <summary>Records a log, learns from it with each algorithm, and lets each policy act.</summary>
    public static OfflineSeed Train(ulong seed)
    {
        BehaviorLog log = BehaviorLog.Record(Epsilon, seed);
        double[] returns = [.. Algorithms.Select(variant => Return(log, variant, seed))];
        using TrainingResult clone = Learn(log, Algorithms.Single(variant => variant.Name == "BC"), true, seed, []);
        Xoshiro256 random = new(2_000 + seed);
        return new OfflineSeed(seed, log.Returns.Average(), log.GreedyReturn, returns)
        {
            ExploringClone = MeanReturn(
                (state) => random.NextDouble() < Epsilon ? random.Next(2) : clone.Network.Act(state), seed),
            Agreement = log.Choices.Average(choice => clone.Network.Act(choice.State) == choice.Action ? 1 : 0),
        };
    }

    /// <summary>Learns from a log and gives the mean return of the greedy policy.</summary>
    public static double Return(BehaviorLog log, OfflineVariant variant, ulong seed)
    {
        using TrainingResult result = Learn(log, variant, doubleQ: true, seed, []);
        return MeanReturn(result.Network.Act, seed);
    }

    /// <summary>The mean return of a policy over a hundred episodes, which begin as the seed has it.</summary>
    public static double MeanReturn(Policy act, ulong seed) =>
        PolicyEvaluation.Run(new CartPole(), act, Episodes, new Xoshiro256(1_000 + seed)).MeanReturn;

    /// <summary>The mean of Q(s, a) over batches during training, with the targets of plain deep Q-learning.</summary>
    public static IReadOnlyList<double> Curve(BehaviorLog log, string name, ulong seed)
    {
        ValueCurve curve = new();
        OfflineVariant variant = Algorithms.Single(variant => variant.Name == name);
        using TrainingResult result = Learn(log, variant, doubleQ: false, seed, [curve]);
        return curve.Values;
    }

    private static TrainingResult Learn(
        BehaviorLog log,
        OfflineVariant variant,
        bool doubleQ,
        ulong seed,
        IReadOnlyList<ITrainingObserver> observers)
    {
        CartPole environment = new();
        DqnOptions options = new()
        {
            OfflineAlgorithm = variant.Algorithm,
            DoubleQ = doubleQ && variant.Algorithm is not NeuralFittedQIteration,
            LearningRate = variant.LearningRate,
            Updates = 20_000,
            Observers = observers,
        };
        return new DqnTrainer(options).Train(
            log.Transitions, environment.ObservationSpace, environment.ActionSpace, new Xoshiro256(seed));
    }
}
