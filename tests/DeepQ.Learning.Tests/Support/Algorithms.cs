using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Tests.Support;

/// <summary>The variants of the algorithm, by name, so that each proof runs over all of them.</summary>
internal static class Algorithms
{
    private static readonly Dictionary<string, Action<DqnOptions>> All = new()
    {
        ["plain"] = _ => { },
        ["double"] = options => options.DoubleQ = true,
        ["3-step"] = options => options.NStep = 3,
        ["Munchausen"] = options => options.Munchausen = new() { Temperature = 0.5, Scale = 0.6 },
        ["prioritized"] = options => options.PrioritizedReplay = new() { Epsilon = 0.1, Beta = 1 },
        ["soft target"] = options => (options.TargetUpdateRate, options.TargetUpdateInterval) = (0.02, 1),
        ["Huber"] = options => options.Loss = LossFunction.Huber,
        ["AdamW"] = options => options.Optimizer = Optimizer.AdamW,
        ["RAdam"] = options => options.Optimizer = Optimizer.RAdam,
        ["RMSProp"] = options => options.Optimizer = Optimizer.RMSProp,
        ["layer norm"] = options => options.Network = options.Network with { LayerNorm = true },
        ["dueling"] = options => options.Network = options.Network with { Dueling = true },
        ["noisy"] = options => options.Network = options.Network with { Noisy = true },
        ["C51"] = options => options.Network = options.Network with { Distribution = Categorical },
        ["HL-Gauss"] = options => options.Network = options.Network with { Distribution = new HLGaussDistribution(-5, 5, 41) },
        ["QR-DQN"] = options => options.Network = options.Network with { Distribution = Quantiles },
        ["IQN"] = options => options.Network = options.Network with { Distribution = Implicit },
        ["bootstrapped"] = options => options.Network = options.Network with { Distribution = new BootstrappedEnsemble(4) },
        ["REM"] = options => options.Network = options.Network with { Distribution = new RandomEnsembleMixture(5) },
        ["Munchausen, bootstrapped"] = options => Join(options, "Munchausen", "bootstrapped"),
        ["Munchausen, C51"] = options => Join(options, "Munchausen", "C51"),
        ["Munchausen, QR-DQN"] = options => Join(options, "Munchausen", "QR-DQN"),
        ["Munchausen, IQN"] = options => Join(options, "Munchausen", "IQN"),
        ["spectral"] = options => options.Network = options.Network with { SpectralNorm = SpectralNormalization.Hidden },
        ["recycled"] = options => options.DormantUnits = new() { Interval = 50, Recycle = true },
        ["reset"] = options => options.Resets = new() { Period = 300, Until = 1_000, FirstGamma = 0.5, AnnealingUpdates = 200 },
        ["all, C51"] = options => AddAll(options, Categorical),
        ["all, QR-DQN"] = options => AddAll(options, Quantiles),
        ["all, IQN"] = options => AddAll(options, Implicit),
        ["all, bootstrapped"] = options => AddAll(options, new BootstrappedEnsemble(4)),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    private static CategoricalDistribution Categorical => new(-5, 5, 21);

    private static QuantileDistribution Quantiles => new(8);

    private static ImplicitQuantileDistribution Implicit => new(8, 6, 4, 5);

    /// <summary>Turns settings into those of a variant.</summary>
    public static void Apply(string name, DqnOptions options) => All[name](options);

    private static void Join(DqnOptions options, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
            Apply(part, options);
    }

    private static void AddAll(DqnOptions options, ValueDistribution distribution)
    {
        Join(options, "double", "3-step", "prioritized", "soft target", "AdamW", "dueling", "noisy");
        options.Network = options.Network with { Distribution = distribution };
    }
}
