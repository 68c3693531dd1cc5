using DeepQ.Learning;

namespace DeepQ.Results;

/// <summary>A problem that is learned once with plain DQN and once with each of its variants.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Returns">The least and the greatest discounted return, for the atoms of C51.</param>
/// <param name="Options">Makes the settings that all variants begin with.</param>
internal sealed record Ablation(
    string Name, Func<IEnvironment> Create, (double Minimum, double Maximum) Returns, Func<DqnOptions> Options)
{
    public static IReadOnlyList<Ablation> All { get; } =
    [
        new("ablation-cartpole", () => new CartPole(), (0, 100), () => new DqnOptions
        {
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

    /// <summary>Plain DQN, each variant alone, and all that go together.</summary>
    public IReadOnlyList<Experiment> Variants =>
    [
        Variant("plain DQN", _ => { }),
        Variant("double", options => options.DoubleQ = true),
        Variant("3-step", options => options.NStep = 3),
        Variant("Munchausen", options => options.Munchausen = new()),
        Variant("soft target", options => (options.TargetUpdateRate, options.TargetUpdateInterval) = (0.01, 2)),
        Variant("prioritised", Prioritize),
        Variant("dueling", options => options.Network = options.Network with { Dueling = true }),
        Variant("noisy", MakeNoisy),
        Variant("C51", options => options.Network = options.Network with { Distribution = Categorical }),
        Variant("QR-DQN", options => options.Network = options.Network with { Distribution = Quantiles }),
        Variant("IQN", options => options.Network = options.Network with { Distribution = Implicit }),
        Variant("all together", options =>
        {
            options.DoubleQ = true;
            options.NStep = 3;
            Prioritize(options);
            MakeNoisy(options);
            options.Network = options.Network with { Dueling = true, Distribution = Categorical };
        }),
    ];

    private static QuantileDistribution Quantiles => new(51);

    private static ImplicitQuantileDistribution Implicit => new(8, 8, 16, 32);

    private CategoricalDistribution Categorical => new(Returns.Minimum, Returns.Maximum);

    // The weights are exact once training ends.
    private static void Prioritize(DqnOptions options) =>
        options.PrioritizedReplay = new() { Beta = new LinearSchedule(0.4, 1, options.Steps) };

    // Noise explores in place of chance.
    private static void MakeNoisy(DqnOptions options)
    {
        options.Network = options.Network with { Noisy = true };
        options.Epsilon = 0;
    }

    private Experiment Variant(string name, Action<DqnOptions> change)
    {
        DqnOptions options = Options();
        change(options);
        return new Experiment(name, Create, 0, "", options);
    }
}
