using DeepQ.Environments;
using DeepQ.Learning;

namespace DeepQ.Benchmarks;

/// <summary>A whole training with settings that others have published.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Epsilon">The probability of a random action.</param>
/// <param name="CreateOptions">Makes the other settings.</param>
internal sealed record PublishedRun(
    string Name, Func<IEnvironment> Create, LinearSchedule Epsilon, Func<DqnOptions> CreateOptions)
{
    /// <summary>The settings of RL-Zoo for Stable-Baselines3, and those of CleanRL's dqn.py.</summary>
    /// <remarks>
    /// The steps are those after which as many updates are done as there: Stable-Baselines3 finishes the interval that
    /// it is in, and CleanRL counts steps from zero and learns after the first 10,000.
    /// </remarks>
    public static IReadOnlyList<PublishedRun> All { get; } =
    [
        new("SB3, CartPole-v1", () => new CartPole(), new(1, 0.04, 8_000), () => new DqnOptions
        {
            Steps = 50_176,
            HiddenUnits = [256, 256],
            LearningRate = 2.3e-3,
            ReplayCapacity = 100_000,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 10,
            UpdateInterval = 256,
            UpdatesPerInterval = 128,
            Loss = LossFunction.Huber,
        }),
        new("CleanRL, CartPole-v1", () => new CartPole(), new(1, 0.05, 250_000), () => new DqnOptions
        {
            Steps = 499_999,
            HiddenUnits = [120, 84],
            LearningRate = 2.5e-4,
            BatchSize = 128,
            ReplayCapacity = 10_000,
            LearningStart = 10_001,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 500,
            UpdateInterval = 10,
            MaxGradientNorm = double.PositiveInfinity,
        }),
        new("SB3, MountainCar-v0", () => new MountainCar(), new(1, 0.07, 24_000), () => new DqnOptions
        {
            Steps = 120_000,
            HiddenUnits = [256, 256],
            LearningRate = 4e-3,
            BatchSize = 128,
            ReplayCapacity = 10_000,
            Gamma = 0.98,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 600,
            UpdateInterval = 16,
            UpdatesPerInterval = 8,
            Loss = LossFunction.Huber,
        }),
        new("SB3, Acrobot-v1", () => new Acrobot(), new(1, 0.1, 12_000), () => new DqnOptions
        {
            Steps = 100_000,
            HiddenUnits = [256, 256],
            LearningRate = 6.3e-4,
            BatchSize = 128,
            ReplayCapacity = 50_000,
            LearningStart = 0,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 250,
            UpdateInterval = 4,
            UpdatesPerInterval = 4,
            Loss = LossFunction.Huber,
        }),
    ];

    /// <summary>The network and the learning, as PyTorch's side is told.</summary>
    public PeerSettings PeerSettings
    {
        get
        {
            IEnvironment environment = Create();
            DqnOptions options = CreateOptions();
            return new([environment.ObservationSpace.Size, .. options.HiddenUnits, environment.ActionSpace.Count])
            {
                BatchSize = options.BatchSize,
                Capacity = options.ReplayCapacity,
                Gamma = options.Gamma,
                LearningRate = options.LearningRate.At(0),
                Huber = options.Loss == LossFunction.Huber,
                MaxGradientNorm = double.IsFinite(options.MaxGradientNorm) ? options.MaxGradientNorm : null,
            };
        }
    }

    /// <summary>The loop with a part of its steps, as PyTorch's side is told.</summary>
    public PeerSchedule PeerSchedule(double scale)
    {
        DqnOptions options = CreateOptions();
        return new(
            Create().Name,
            Scaled(options.Steps, scale),
            Scaled(options.LearningStart, scale),
            options.UpdateInterval,
            options.UpdatesPerInterval,
            options.TargetUpdateInterval,
            Epsilon.End,
            Scaled(Epsilon.Steps, scale));
    }

    /// <summary>Trains with a part of the steps.</summary>
    public TrainingOutcome Train(UpdatePath path, int threads, double scale, ulong seed)
    {
        DqnOptions options = CreateOptions();
        options.UpdatePath = path;
        options.Threads = threads;
        options.Steps = Scaled(options.Steps, scale);
        options.LearningStart = Scaled(options.LearningStart, scale);
        options.Epsilon = Epsilon with { Steps = Scaled(Epsilon.Steps, scale) };
        Xoshiro256 random = new(seed);
        DqnTrainer trainer = new(options);
        VectorEnvironment environment = new(1, Create, random.Fork());
        using TrainingResult result = trainer.Train(environment, evaluationEnvironment: null, random.Fork());
        EvaluationResult evaluation = PolicyEvaluation.Run(Create(), result.Network.Act, episodes: 100, random);
        return new(result.Elapsed, result.Updates, evaluation.MeanReturn);
    }

    private static long Scaled(long steps, double scale) => (long)Math.Ceiling(steps * scale);
}
