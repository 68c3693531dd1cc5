using DeepQ.Learning;

namespace DeepQ.Results;

/// <summary>A problem and the settings it is learned with.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Solved">The return from which Gymnasium calls it solved.</param>
/// <param name="Published">What others reach, for the table.</param>
/// <param name="Options">The settings.</param>
internal sealed record Experiment(
    string Name, Func<IEnvironment> Create, double Solved, string Published, DqnOptions Options)
{
    /// <summary>The settings of RL-Zoo for DQN, with all of its exploration schedules and intervals in steps.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new(
            "cartpole",
            () => new CartPole(),
            475,
            "RL-Zoo 500 ± 0; SB3, ten seeds: 94.6 to 500, median 500",
            new()
            {
                Steps = 50_000,
                HiddenUnits = [256, 256],
                LearningRate = 2.3e-3,
                BatchSize = 64,
                ReplayCapacity = 100_000,
                LearningStart = 1_000,
                Gamma = 0.99,
                TargetUpdateRate = 1,
                TargetUpdateInterval = 10,
                UpdateInterval = 256,
                UpdatesPerInterval = 128,
                Epsilon = new LinearSchedule(1, 0.04, 8_000),
                Loss = LossFunction.Huber,
                MaxGradientNorm = 10,
                EvaluationInterval = 1_000,
                EvaluationEpisodes = 20,
            }),
        new(
            "mountaincar",
            () => new MountainCar(),
            -110,
            "RL-Zoo −100.8 ± 9.9; SB3, four seeds: −109.5, −169.1, −127.1, −195.4",
            new()
            {
                Steps = 120_000,
                HiddenUnits = [256, 256],
                LearningRate = 4e-3,
                BatchSize = 128,
                ReplayCapacity = 10_000,
                LearningStart = 1_000,
                Gamma = 0.98,
                TargetUpdateRate = 1,
                TargetUpdateInterval = 600,
                UpdateInterval = 16,
                UpdatesPerInterval = 8,
                Epsilon = new LinearSchedule(1, 0.07, 24_000),
                Loss = LossFunction.Huber,
                MaxGradientNorm = 10,
                EvaluationInterval = 2_000,
                EvaluationEpisodes = 20,
            }),
        new(
            "acrobot",
            () => new Acrobot(),
            -100,
            "RL-Zoo −76.6 ± 11.8; SB3, three seeds: −74.8, −140.7, −76.3",
            new()
            {
                Steps = 100_000,
                HiddenUnits = [256, 256],
                LearningRate = 6.3e-4,
                BatchSize = 128,
                ReplayCapacity = 50_000,
                LearningStart = 0,
                Gamma = 0.99,
                TargetUpdateRate = 1,
                TargetUpdateInterval = 250,
                UpdateInterval = 4,
                UpdatesPerInterval = 4,
                Epsilon = new LinearSchedule(1, 0.1, 12_000),
                Loss = LossFunction.Huber,
                MaxGradientNorm = 10,
                EvaluationInterval = 2_000,
                EvaluationEpisodes = 20,
            }),
    ];
}
