using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Learning;

namespace DeepQ.Results;

/// <summary>A problem that defaults are chosen by, or reported on.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Steps">The number of environment steps of a training.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Aim">The return that Gymnasium calls solved; null where nobody says one.</param>
/// <param name="Solved">The return that the share of steady evaluations counts from; null for none.</param>
internal sealed record LabProblem(
    string Name, long Steps, Func<IEnvironment> Create, double? Aim = null, double? Solved = null)
{
    /// <summary>Those that defaults were chosen by.</summary>
    public static IReadOnlyList<LabProblem> Choosing { get; } =
    [
        new("CartPole-v1", 50_000, () => new CartPole(), Aim: 475, Solved: 475),
        new("MountainCar-v0", 150_000, () => new MountainCar(), Aim: -110),
        new("FrozenLake-v1", 100_000, () => new FrozenLake()),
    ];

    /// <summary>All of them: the last three are of this study, and were not looked at before the defaults were chosen.</summary>
    public static IReadOnlyList<LabProblem> All { get; } =
    [
        .. Choosing,
        new("Acrobot-v1", 100_000, () => new Acrobot(), Aim: -100),
        new("CliffWalking-v1", 100_000, () => new CliffWalking()),
        new("FrozenLake8x8-v1", 500_000, () => FrozenLake.Create8x8()),
        new("Taxi-v3", 500_000, () => new Taxi()),
        new("Catch", 20_000, () => new Catch()),
        new("Delivery", 100_000, Delivery.Create),
        new("Pendulum", 100_000, () => new Pendulum()),
        MinAtar("Breakout"),
        MinAtar("SpaceInvaders"),
    ];

    /// <summary>Those that have a picture.</summary>
    public static IReadOnlyList<LabProblem> Drawn { get; } = [.. All.Where(problem => problem.Aim is not null)];

    /// <summary>What the problem needs that no default can know: layers for images.</summary>
    public Action<DqnOptions> Adapt { get; init; } = _ => { };

    /// <summary>The number of trainings that are reported.</summary>
    public int Seeds { get; init; } = 20;

    /// <summary>The steps between two evaluations.</summary>
    public int Interval => (int)(Steps / 50);

    /// <summary>How returns are written.</summary>
    public string Digits => Aim is null ? "F2" : "F1";

    public Experiment ToExperiment() => new(Name, Create, Aim ?? 0, "", new DqnOptions());

    private static LabProblem MinAtar(string game) => new(
        $"MinAtar-{game}", 2_000_000, () => EnvironmentRegistry.Standard.Make($"MinAtar/{game}-v0"))
    {
        Seeds = 5,
        Adapt = options => options.Network = options.Network with
        {
            Convolutions = DeepQ.Learning.Networks.Layers.ConvolutionShape.Small,
            HiddenUnits = [128],
        },
    };
}
