using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.MinAtar;
using DeepQ.Environments.Tabular;
using DeepQ.Learning;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Schedules;

namespace TrainModels;

/// <summary>How a policy of <c>models/</c> is made.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Aim">The mean return that Gymnasium calls solved; null where nobody says one.</param>
/// <param name="Seed">Decides every random draw of the training.</param>
/// <param name="Options">The settings.</param>
/// <param name="Environments">The number of environments that are stepped together.</param>
internal sealed record Recipe(
    string Name, Func<IEnvironment> Create, double? Aim, ulong Seed, DqnOptions Options, int Environments = 1)
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("cartpole", () => new CartPole(), CartPole.SolvedReturn, Seed: 1, new()
        {
            Steps = 50_000,
            LearningRate = 1e-3,
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            Epsilon = new LinearSchedule(1, 0.05, 10_000),
            EvaluationInterval = 1_000,
            EvaluationEpisodes = 100,
            TargetReturn = 500,
            TargetEvaluations = 1,
        }),
        new("mountaincar", () => new MountainCar(), MountainCar.SolvedReturn, Seed: 1, new()
        {
            // These settings and the next, after RL-Zoo's, are tuned to observations and rewards as they are.
            NormalizeObservations = false,
            NormalizeRewards = false,
            Steps = 120_000,
            HiddenUnits = [128, 128],
            LearningRate = 4e-3,
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            BatchSize = 128,
            ReplayCapacity = 10_000,
            Gamma = 0.98,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 600,
            UpdateInterval = 16,
            UpdatesPerInterval = 8,
            Epsilon = new LinearSchedule(1, 0.07, 24_000),
            Loss = LossFunction.Huber,
            EvaluationInterval = 1_000,
            EvaluationEpisodes = 100,
        }),
        new("acrobot", () => new Acrobot(), Acrobot.SolvedReturn, Seed: 1, new()
        {
            NormalizeObservations = false,
            NormalizeRewards = false,
            Steps = 100_000,
            LearningRate = new LinearSchedule(6.3e-4, 0, 100_000),
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            BatchSize = 128,
            LearningStarts = 0,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 250,
            UpdateInterval = 4,
            UpdatesPerInterval = 4,
            Epsilon = new LinearSchedule(1, 0.1, 12_000),
            Loss = LossFunction.Huber,
            EvaluationInterval = 2_000,
            EvaluationEpisodes = 100,
        }),
        Table("frozenlake", () => new FrozenLake(), aim: 0.7, steps: 200_000, learningRate: 0.02),
        Table("taxi", () => new Taxi(), Taxi.SolvedReturn, steps: 200_000, learningRate: 0.5),
        new("breakout", () => new Breakout(), Aim: null, Seed: 1, MinAtar(steps: 3_000_000), Environments: 128),
    ];

    /// <summary>The command that makes a policy, in the folder of the solution.</summary>
    public static string CommandOf(string name) => $"dotnet run --project tools/TrainModels -c Release -- {name}";

    private static DqnOptions MinAtar(int steps)
    {
        DqnOptions options = new() { Steps = steps, EvaluationInterval = steps / 10, EvaluationEpisodes = 100 };
        options.UsePqnForMinAtar();
        return options;
    }

    // A state that is one of a few needs no hidden layer: the network is then the table of Q-values. Chance alone
    // chooses the actions, so that every state is seen, and the learning rate falls to zero, so that the last draws
    // average out.
    private static Recipe Table(string name, Func<IEnvironment> create, double aim, int steps, double learningRate) =>
        new(name, create, aim, Seed: 1, new()
        {
            HiddenUnits = [],
            // Learning rates are in the units of the rewards.
            NormalizeRewards = false,
            Steps = steps,
            ReplayCapacity = steps,
            LearningRate = new LinearSchedule(learningRate, 0, steps),
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            BatchSize = 512,
            MaxGradientNorm = 1e9,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 200,
            UpdateInterval = 10,
            Epsilon = 1,
            EvaluationInterval = steps,
            EvaluationEpisodes = 100,
        });
}
