using System.Globalization;
using DeepQ.Learning;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>Settings that may become the defaults.</summary>
/// <param name="Name">What the tables call it, and the folder of its results.</param>
/// <param name="Apply">Sets what differs from <see cref="Before"/>.</param>
internal sealed record LabCandidate(string Name, Action<DqnOptions> Apply)
{
    /// <summary>The defaults as they are.</summary>
    public static LabCandidate Defaults { get; } = new("defaults", _ => { });

    /// <summary>Those that were tried, in the order in which they were.</summary>
    public static IReadOnlyList<LabCandidate> All { get; } =
    [
        new("before", _ => { }),
        new("double", options => options.DoubleQ = true),
        Double("falling rate 1e-3 to 5e-5", options => options.LearningRate = new FractionSchedule(1e-3, 5e-5)),
        Falling("base", _ => { }),
        Falling("3-step", options => options.NStep = 3),
        Falling("layer norm", options => options.Network = options.Network with { LayerNorm = true }),
        Falling("exploration over a fifth", options => options.Epsilon = Exploring(0.2)),
        Falling("exploration over half", options => options.Epsilon = Exploring(0.5)),
        Falling("batch 128", options => options.BatchSize = 128),
        Falling("slower rate 5e-4", options => options.LearningRate = new FractionSchedule(5e-4, 0)),
        Falling("faster rate 2e-3", options => options.LearningRate = new FractionSchedule(2e-3, 0)),
        Falling("128 units", options => options.HiddenUnits = [128, 128]),
        Falling("32 quantiles", options => options.Network = options.Network with { Distribution = new QuantileDistribution(32) }),
        Falling("HL-Gauss", options => options.Network = options.Network with { Distribution = new HLGaussDistribution() }),
        Falling("Huber", options => options.Loss = LossFunction.Huber),
        Falling("target rate 0.01", options => options.TargetUpdateRate = 0.01),
        Falling("Adam's epsilon 1e-5", options => options.OptimizerEpsilon = 1e-5),
        Falling("two updates a step", options => options.UpdatesPerInterval = 2),
        Falling("repeats up to 100", options => Repeat(options, 100)),
        Falling("repeats up to 100, 3-step", options =>
        {
            options.NStep = 3;
            Repeat(options, 100);
        }),
        Slow("layer norm", options => options.Network = options.Network with { LayerNorm = true }),
        Slow("exploration over half", options => options.Epsilon = Exploring(0.5)),
        Slow("exploration over half, layer norm", options =>
            (options.Epsilon, options.Network) = (Exploring(0.5), options.Network with { LayerNorm = true })),
        Slow("exploration over half, repeats up to 100", options =>
        {
            options.Epsilon = Exploring(0.5);
            Repeat(options, 100);
        }),
        new("single, falling rate, 5e-4, exploration over 0.3", options =>
            (options.LearningRate, options.Epsilon) = (new FractionSchedule(5e-4, 0), Exploring(0.3))),
        new("single, falling rate, 5e-4, exploration over 0.3, repeats up to 100", options =>
        {
            (options.LearningRate, options.Epsilon) = (new FractionSchedule(5e-4, 0), Exploring(0.3));
            Repeat(options, 100);
        }),
        new("single, falling rate 1e-3 to 5e-5", options => options.LearningRate = new FractionSchedule(1e-3, 5e-5)),
        Double("falling rate 1e-3 to 5e-5, exploration over a fifth", options =>
            (options.LearningRate, options.Epsilon) = (new FractionSchedule(1e-3, 5e-5), Exploring(0.2))),
        new("single, falling rate, exploration over half", options =>
            (options.LearningRate, options.Epsilon) = (new FractionSchedule(1e-3, 0), Exploring(0.5))),
        new("single, falling rate, exploration over half, batch 256", options =>
            (options.LearningRate, options.Epsilon, options.BatchSize) = (new FractionSchedule(1e-3, 0), Exploring(0.5), 256)),
        Falling("exploration over half, batch 256", options => (options.Epsilon, options.BatchSize) = (Exploring(0.5), 256)),
        Falling("exploration over half, 128 units", options => (options.Epsilon, options.HiddenUnits) = (Exploring(0.5), [128, 128])),
        Falling("exploration over half, repeats up to 10", options =>
        {
            options.Epsilon = Exploring(0.5);
            Repeat(options, 10);
        }),
        Double("falling rate 1e-3 to 5e-5, exploration over a fifth with repeats up to 100", options => ExploreFar(options, 0.2, 1e-3)),
        Double("falling rate 1e-3 to 5e-5, exploration over a fifth with repeats up to 100, 3-step", options =>
        {
            options.NStep = 3;
            ExploreFar(options, 0.2, 1e-3);
        }),
        Double("falling rate 1e-3 to 5e-5, exploration over a tenth with repeats up to 100", options => ExploreFar(options, 0.1, 1e-3)),
        Far("128 units", options => options.HiddenUnits = [128, 128]),
        Far("32 quantiles", options => options.Network = options.Network with { Distribution = new QuantileDistribution(32) }),
        Far("batch 128", options => options.BatchSize = 128),
        Far("3-step", options => options.NStep = 3),
        Far("to 0", options => options.LearningRate = new FractionSchedule(1e-3, 0)),
        Double("falling rate 5e-4 to 2.5e-5, exploration over a fifth with repeats up to 100", options => ExploreFar(options, 0.2, 5e-4)),
        Seeking("a fifth", 0.2),
        Seeking("a tenth", 0.1),
        Seeking("a fifth, 3-step uncut", 0.2, options => (options.NStep, options.CutNStepReturns) = (3, false)),
        Seeking("a fifth, 3-step", 0.2, options => options.NStep = 3),
        Seeking("a fifth, 5-step", 0.2, options => options.NStep = 5),
        Seeking("a tenth, 5-step", 0.1, options => options.NStep = 5),
        Seeking("a fifth, 7-step", 0.2, options => options.NStep = 7),
        Averaging(0.02),
        Averaging(0.05),
        Averaging(0.1),
        Averaging(0.2),
        Falling("exploration over half, 3-step", options => (options.Epsilon, options.NStep) = (Exploring(0.5), 3)),
    ];

    /// <summary>The settings of a training.</summary>
    public DqnOptions Options(LabProblem problem)
    {
        DqnOptions options = this == Defaults ? new() : Before();
        (options.Steps, options.Threads, options.EvaluationInterval) = (problem.Steps, 1, problem.Interval);
        problem.Adapt(options);
        Apply(options);
        return options;
    }

    // What the defaults were when candidates were measured.
    private static DqnOptions Before() => new()
    {
        LearningRate = 1e-3,
        Epsilon = new LinearSchedule(1, 0.05, 10_000),
        HiddenUnits = [64, 64],
        BatchSize = 64,
        NStep = 1,
        CutNStepReturns = false,
        WeightAveraging = 0,
        MaxRandomActionSteps = 1,
        DoubleQ = false,
        Loss = LossFunction.MeanSquaredError,
        TargetUpdateRate = 0.005,
        ReplayCapacity = 50_000,
        UpdatesPerInterval = 1,
    };

    private static void Repeat(DqnOptions options, int longest)
    {
        Schedule epsilon = options.Epsilon.Over(options.Steps);
        options.CreateExploration = (environments, _) => new RepeatedActions(epsilon, environments, longest);
    }

    // Random actions last while ε falls, and one step afterwards.
    private static void ExploreFar(DqnOptions options, double fraction, double rate)
    {
        options.LearningRate = new FractionSchedule(rate, rate / 20);
        options.Epsilon = Exploring(fraction);
        Schedule epsilon = options.Epsilon.Over(options.Steps);
        long last = (long)(fraction * options.Steps);
        options.CreateExploration = (environments, _) => new RepeatedActions(epsilon, environments, 100, last);
    }

    // Random actions last as long as returns tell nothing.
    private static LabCandidate Seeking(string name, double fraction, Action<DqnOptions>? more = null) =>
        Double($"falling rate 1e-3 to 5e-5, lasting actions while returns tell nothing, exploration over {name}", options =>
        {
            options.LearningRate = new FractionSchedule(1e-3, 5e-5);
            options.Epsilon = Exploring(fraction);
            options.MaxRandomActionSteps = 100;
            options.CutNStepReturns = true;
            more?.Invoke(options);
        });

    private static LabCandidate Averaging(double share) => Seeking(
        string.Create(CultureInfo.InvariantCulture, $"a fifth, 5-step, weights averaged over {share} of updates"),
        0.2,
        options => (options.NStep, options.WeightAveraging) = (5, share));

    private static FractionSchedule Exploring(double fraction) => new(1, 0.05, fraction);

    private static LabCandidate Double(string name, Action<DqnOptions> apply) => new($"double, {name}", options =>
    {
        options.DoubleQ = true;
        apply(options);
    });

    private static LabCandidate Falling(string name, Action<DqnOptions> apply) => Double($"falling rate, {name}", options =>
    {
        options.LearningRate = new FractionSchedule(1e-3, 0);
        apply(options);
    });

    private static LabCandidate Far(string name, Action<DqnOptions> apply) =>
        Double($"falling rate 1e-3 to 5e-5, exploration over a tenth with repeats up to 100, {name}", options =>
        {
            ExploreFar(options, 0.1, 1e-3);
            apply(options);
        });

    private static LabCandidate Slow(string name, Action<DqnOptions> apply) => Falling($"5e-4, {name}", options =>
    {
        options.LearningRate = new FractionSchedule(5e-4, 0);
        apply(options);
    });
}
