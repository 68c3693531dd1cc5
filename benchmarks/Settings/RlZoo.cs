using DeepQ.Learning;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Schedules;

namespace DeepQ.Settings;

/// <summary>
/// The settings of RL-Zoo for DQN of Stable-Baselines3, all schedules and intervals in environment steps. They are tuned to
/// observations and rewards as they are.
/// </summary>
internal static class RlZoo
{
    public static DqnOptions CartPole() => new()
    {
        Steps = 50_000,
        HiddenUnits = [256, 256],
        LearningRate = 2.3e-3,
        DoubleQ = false,
        NStep = 1,
        MaxRandomActionSteps = 1,
        WeightAveraging = 0,
        BatchSize = 64,
        ReplayCapacity = 100_000,
        LearningStarts = 1_000,
        Gamma = 0.99,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 10,
        UpdateInterval = 256,
        UpdatesPerInterval = 128,
        Epsilon = new LinearSchedule(1, 0.04, 8_000),
        Loss = LossFunction.Huber,
        MaxGradientNorm = 10,
        NormalizeObservations = false,
        NormalizeRewards = false,
    };

    public static DqnOptions MountainCar() => new()
    {
        Steps = 120_000,
        HiddenUnits = [256, 256],
        LearningRate = 4e-3,
        DoubleQ = false,
        NStep = 1,
        MaxRandomActionSteps = 1,
        WeightAveraging = 0,
        BatchSize = 128,
        ReplayCapacity = 10_000,
        LearningStarts = 1_000,
        Gamma = 0.98,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 600,
        UpdateInterval = 16,
        UpdatesPerInterval = 8,
        Epsilon = new LinearSchedule(1, 0.07, 24_000),
        Loss = LossFunction.Huber,
        MaxGradientNorm = 10,
        NormalizeObservations = false,
        NormalizeRewards = false,
    };

    public static DqnOptions Acrobot() => new()
    {
        Steps = 100_000,
        HiddenUnits = [256, 256],
        LearningRate = 6.3e-4,
        DoubleQ = false,
        NStep = 1,
        MaxRandomActionSteps = 1,
        WeightAveraging = 0,
        BatchSize = 128,
        ReplayCapacity = 50_000,
        LearningStarts = 0,
        Gamma = 0.99,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 250,
        UpdateInterval = 4,
        UpdatesPerInterval = 4,
        Epsilon = new LinearSchedule(1, 0.1, 12_000),
        Loss = LossFunction.Huber,
        MaxGradientNorm = 10,
        NormalizeObservations = false,
        NormalizeRewards = false,
    };
}
