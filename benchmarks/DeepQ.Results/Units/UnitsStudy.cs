using System.Globalization;
using System.Text;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>The default settings in environments that measure in other units: what they bring must not depend on that.</summary>
internal static class UnitsStudy
{
    public const string Name = "units";

    private static readonly (string Name, float Factor, float Offset, double Rewards)[] Units =
    [
        ("as they are", 1, 0, 1),
        ("observations × 100", 100, 0, 1),
        ("observations × 0.01", 0.01f, 0, 1),
        ("observations + 50", 1, 50, 1),
        ("rewards × 100", 1, 0, 100),
    ];

    private static readonly (string Name, Func<IEnvironment> Create, long Steps)[] Problems =
    [
        ("CartPole", () => new CartPole(), 50_000),
        ("Acrobot", () => new Acrobot(), 50_000),
        ("MountainCar", () => new MountainCar(), 100_000),
    ];

    /// <summary>Learns each problem in each unit; gives a table of the returns of the last networks, in the first unit.</summary>
    /// <param name="train">Learns an experiment with some seeds.</param>
    public static string Execute(Func<Experiment, SeedResult[]> train)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"| units | {string.Join(" | ", Problems.Select(problem => problem.Name))} |");
        text.AppendLine("|---" + string.Concat(Problems.Select(_ => "|---")) + "|");
        foreach ((string name, float factor, float offset, double rewards) in Units)
        {
            string[] cells = [.. Problems.Select(problem => Report.Spread(
                train(new Experiment(
                    $"{problem.Name}, {name}",
                    () => new OtherUnits(problem.Create(), factor, offset, rewards),
                    Solved: 0,
                    Published: "",
                    new DqnOptions
                    {
                        Steps = problem.Steps,
                        LearningRate = 1e-3,
                        DoubleQ = false,
                        NStep = 1,
                        MaxRandomActionSteps = 1,
                        WeightAveraging = 0,
                        Epsilon = new LinearSchedule(1, 0.05, 10_000),
                        EvaluationInterval = 10_000,
                        FinalEpisodes = 0,
                    })),
                seed => seed.Last / rewards))];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} |");
        }

        return text.ToString();
    }
}
