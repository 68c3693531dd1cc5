using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Updates;
using DeepQ.Settings;

namespace DeepQ.Benchmarks;

/// <summary>A whole training with settings that others have published.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Steps">
/// The steps after which as many updates are done as there: Stable-Baselines3 finishes the interval that it is in, and
/// CleanRL counts steps from zero and learns after the first 10,000.
/// </param>
/// <param name="CreateOptions">Makes the other settings.</param>
internal sealed record PublishedRun(
    string Name, Func<IEnvironment> Create, long Steps, Func<DqnOptions> CreateOptions)
{
    /// <summary>The settings of RL-Zoo for Stable-Baselines3, and those of CleanRL's dqn.py.</summary>
    public static IReadOnlyList<PublishedRun> All { get; } =
    [
        new("SB3, CartPole-v1", () => new CartPole(), 50_176, RlZoo.CartPole),
        new("CleanRL, CartPole-v1", () => new CartPole(), 499_999, () => new DqnOptions
        {
            HiddenUnits = [120, 84],
            LearningRate = 2.5e-4,
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            BatchSize = 128,
            ReplayCapacity = 10_000,
            LearningStarts = 10_001,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 500,
            UpdateInterval = 10,
            Epsilon = new LinearSchedule(1, 0.05, 250_000),
            MaxGradientNorm = double.PositiveInfinity,
        }),
        new("SB3, MountainCar-v0", () => new MountainCar(), 120_000, RlZoo.MountainCar),
        new("SB3, Acrobot-v1", () => new Acrobot(), 100_000, RlZoo.Acrobot),
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
        LinearSchedule epsilon = (LinearSchedule)options.Epsilon;
        return new(
            Create().Name,
            Scaled(Steps, scale),
            Scaled(options.LearningStarts, scale),
            options.UpdateInterval,
            options.UpdatesPerInterval,
            options.TargetUpdateInterval,
            epsilon.End,
            Scaled(epsilon.Steps, scale));
    }

    /// <summary>Trains with a part of the steps.</summary>
    public TrainingOutcome Train(UpdatePath path, int threads, double scale, ulong seed)
    {
        DqnOptions options = CreateOptions();
        options.UpdatePath = path;
        options.Threads = threads;
        options.Steps = Scaled(Steps, scale);
        options.LearningStarts = Scaled(options.LearningStarts, scale);
        LinearSchedule epsilon = (LinearSchedule)options.Epsilon;
        options.Epsilon = epsilon with { Steps = Scaled(epsilon.Steps, scale) };
        Xoshiro256 random = new(seed);
        DqnTrainer trainer = new(options);
        VectorEnvironment environment = new(1, Create, random.Fork());
        using TrainingResult result = trainer.Train(environment, evaluationEnvironment: null, random.Fork());
        EvaluationResult evaluation = PolicyEvaluation.Run(Create(), result.Network.Act, episodes: 100, random);
        return new(result.Elapsed, result.Updates, evaluation.MeanReturn);
    }

    private static long Scaled(long steps, double scale) => (long)Math.Ceiling(steps * scale);
}
