using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Learning;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>A problem that is learned once with plain DQN and once with each of its variants.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Returns">The least and the greatest discounted return, for the atoms of C51.</param>
/// <param name="Options">Makes the settings that all variants begin with.</param>
/// <param name="LeavesOut">Whether variants are left out of all together, one at a time, instead of added.</param>
/// <param name="KeepsEpsilon">Whether noise explores beside random actions, and not in place of them.</param>
internal sealed record Ablation(
    string Name,
    Func<IEnvironment> Create,
    (double Minimum, double Maximum) Returns,
    Func<DqnOptions> Options,
    bool LeavesOut = false,
    bool KeepsEpsilon = false)
{
    private static readonly Ablation[] Problems =
    [
        new("ablation-cartpole", () => new CartPole(), (0, 100), () => new DqnOptions
        {
            // What each variant adds is told of the plain algorithm, without what takes units away.
            NormalizeObservations = false,
            NormalizeRewards = false,
            LearningRate = 1e-3,
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            Steps = 30_000,
            ReplayCapacity = 30_000,
            UpdateInterval = 2,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 200,
            Epsilon = new LinearSchedule(1, 0.05, 5_000),
            Loss = LossFunction.Huber,
            EvaluationInterval = 1_000,
            EvaluationEpisodes = 10,
        }),
        new("ablation-frozenlake", () => new FrozenLake(), (0, 1), () => new DqnOptions
        {
            // What each variant adds is told of the plain algorithm, without what takes units away.
            NormalizeObservations = false,
            NormalizeRewards = false,
            LearningRate = 1e-3,
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            Steps = 30_000,
            ReplayCapacity = 30_000,
            UpdateInterval = 2,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 200,
            Epsilon = new LinearSchedule(1, 0.1, 15_000),
            EvaluationInterval = 2_000,
            EvaluationEpisodes = 100,
        }),
    ];

    public static IReadOnlyList<Ablation> All { get; } =
    [
        .. Problems,
        .. Problems.Select(problem => LeavingOut(problem, keepsEpsilon: false)),
        .. Problems.Select(problem => LeavingOut(problem, keepsEpsilon: true)),
    ];

    /// <summary>What is learned with.</summary>
    public IReadOnlyList<Experiment> Variants => LeavesOut ? WithOneLeftOut : WithOneAdded;

    private IReadOnlyList<Experiment> WithOneAdded =>
    [
        Variant("plain DQN"),
        .. Together.Concat(Others).Select(change => Variant(change.Name, change)),
        Variant("all together", Together),
    ];

    private IReadOnlyList<Experiment> WithOneLeftOut =>
    [
        Variant("all together", Together),
        .. Together.Select(left => Variant(
            $"all but {left.Name}", [.. Together.Where(change => change.Name != left.Name)])),
        KeepsEpsilon
            ? Variant("all by noise alone", [.. Together, new("noise alone", options => options.Epsilon = 0)])
            : Variant("all, and chance", [.. Together, new("chance", options => options.Epsilon = Options().Epsilon)]),
    ];

    private Change[] Together =>
    [
        new("double", options => options.DoubleQ = true),
        new("3-step", options => options.NStep = 3),
        new("prioritized", Prioritize),
        new("dueling", options => options.Network = options.Network with { Dueling = true }),
        new("noisy", MakeNoisy),
        new("C51", options => options.Network = options.Network with { Distribution = Categorical }),
    ];

    private static Change[] Others =>
    [
        new("Munchausen", options => options.Munchausen = new()),
        new("soft target", options => (options.TargetUpdateRate, options.TargetUpdateInterval) = (0.01, 2)),
        new("QR-DQN", options => options.Network = options.Network with { Distribution = Quantiles }),
        new("IQN", options => options.Network = options.Network with { Distribution = Implicit }),
    ];

    private static QuantileDistribution Quantiles => new(51);

    private static ImplicitQuantileDistribution Implicit => new(8, 8, 16, 32);

    private CategoricalDistribution Categorical => new(Returns.Minimum, Returns.Maximum);

    // The weights are exact once training ends.
    private static void Prioritize(DqnOptions options) =>
        options.PrioritizedReplay = new() { Beta = new LinearSchedule(0.4, 1, options.Steps) };

    private static Ablation LeavingOut(Ablation problem, bool keepsEpsilon) => problem with
    {
        Name = problem.Name.Replace("ablation", "leave-one-out", StringComparison.Ordinal) + (keepsEpsilon ? "-epsilon" : ""),
        LeavesOut = true,
        KeepsEpsilon = keepsEpsilon,
    };

    private void MakeNoisy(DqnOptions options)
    {
        options.Network = options.Network with { Noisy = true };
        if (!KeepsEpsilon)
            options.Epsilon = 0;
    }

    private Experiment Variant(string name, params IReadOnlyList<Change> changes)
    {
        DqnOptions options = Options();
        foreach (Change change in changes)
            change.Apply(options);
        return new Experiment(name, Create, 0, "", options);
    }

    private sealed record Change(string Name, Action<DqnOptions> Apply);
}
