using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Support;

/// <summary>The variants of a network, by name, so that each proof runs over all of them.</summary>
internal static class Variants
{
    private static readonly Dictionary<string, NetworkOptions> All = new()
    {
        ["plain"] = new(),
        ["layer norm"] = new() { LayerNorm = true },
        ["dueling"] = new() { Dueling = true },
        ["noisy"] = new() { Noisy = true },
        ["spectral"] = new() { SpectralNorm = SpectralNormalization.Hidden, Dueling = true },
        ["C51"] = new() { Distribution = Categorical },
        ["HL-Gauss"] = new() { Distribution = new HLGaussDistribution(-5, 5, 21) },
        ["QR-DQN"] = new() { Distribution = new QuantileDistribution(8) },
        ["IQN"] = new() { Distribution = Implicit },
        ["bootstrapped"] = new() { Distribution = new BootstrappedEnsemble(4) },
        ["REM, dueling, noisy"] = new() { Distribution = new RandomEnsembleMixture(5), Dueling = true, Noisy = true },
        ["C51, dueling, noisy"] = new() { Distribution = Categorical, Dueling = true, Noisy = true },
        ["QR-DQN, dueling, noisy"] = new() { Distribution = new QuantileDistribution(8), Dueling = true, Noisy = true },
        ["IQN, dueling, noisy"] = new() { Distribution = Implicit, Dueling = true, Noisy = true, LayerNorm = true },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    private static CategoricalDistribution Categorical => new(-5, 5, 21);

    private static ImplicitQuantileDistribution Implicit => new(8, 6, 4, 5);

    /// <summary>A variant with hidden layers; SiLU has no kinks that would spoil a finite difference.</summary>
    public static NetworkOptions Of(string name, params IReadOnlyList<int> hiddenUnits) =>
        All[name] with { HiddenUnits = hiddenUnits, Activation = PolicyActivation.SiLU };

    public static BoxSpace Row(int size) => new([size], -1, 1);
}
