using System.Runtime.CompilerServices;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Fused;

[Trait("Category", "Slow")]
public sealed class FusedNetworkPairTests(TorchRuns runs) : IClassFixture<TorchRuns>
{
    private const int Cases = 60;
    private const string Cheapest = "cheapest";

    /// <summary>The numbers of the kernel sets that this CPU has, each with every way to compute a product.</summary>
    public static TheoryData<int, string> KernelSetsAndStrategies
    {
        get
        {
            TheoryData<int, string> data = [];
            for (int kernels = 0; kernels < KernelSet.Available.Count; kernels++)
            {
                foreach (string strategy in Enum.GetNames<ProductStrategy>().Prepend(Cheapest))
                    data.Add(kernels, strategy);
            }

            return data;
        }
    }

    /// <summary>The plan that a test names.</summary>
    internal static ProductCostModel Plan(string strategy) => new(strategy == Cheapest ? null : Enum.Parse<ProductStrategy>(strategy));

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_of_random_networks_and_settings_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            FusedCase random = new(seed);
            AssertTwentyUpdatesAgree(random, kernels, strategy);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_from_a_prioritized_replay_of_several_steps_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases / 3; seed++)
        {
            FusedCase random = new(seed);
            random.Options.NStep = 1 + (seed % 4);
            random.Options.PrioritizedReplay = new();
            AssertTwentyUpdatesAgree(random, kernels, strategy, samples: true);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_of_conservative_Q_learning_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases / 3; seed++)
        {
            FusedCase random = new(seed);
            AssertTwentyUpdatesAgree(random, kernels, strategy, conservatism: 2);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_of_normalized_networks_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            // Two or three values that are normalized are about ±1, except where they are nearly equal: there a rounding is magnified
            // by up to 1 / √ε = 316, and twenty updates tell nothing. Single passes are held against torch at these widths, too.
            FusedCase random = new(seed, normalizes: true, leastWidth: 8);
            AssertTwentyUpdatesAgree(random, kernels, strategy);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_of_networks_with_convolutions_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases / 3; seed++)
        {
            FusedCase random = new(seed, convolves: true);
            AssertTwentyUpdatesAgree(random, kernels, strategy);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_of_networks_with_normalized_convolutions_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases / 5; seed++)
        {
            FusedCase random = new(
                seed,
                normalizes: true,
                leastWidth: 8,
                convolves: true,
                norm: seed % 2 == 0 ? ConvolutionNormalization.Channels : ConvolutionNormalization.Image);
            AssertTwentyUpdatesAgree(random, kernels, strategy);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_of_networks_with_noise_and_other_activations_agree_with_those_of_torch(int kernels, string strategy)
    {
        PolicyActivation[] activations = [PolicyActivation.ReLU, PolicyActivation.Tanh, PolicyActivation.SiLU];
        for (int seed = 0; seed < Cases / 2; seed++)
        {
            FusedCase random = new(
                seed, convolves: seed % 5 == 0, noisy: seed % 3 > 0, activation: activations[seed / 3 % 3]);
            AssertTwentyUpdatesAgree(random, kernels, strategy);
        }
    }

    // Beside distributions, with Munchausen's targets of them.
    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Twenty_updates_with_spectral_normalization_agree_with_those_of_torch(int kernels, string strategy)
    {
        for (int seed = 0; seed < Cases / 2; seed++)
        {
            bool noisy = seed % 4 == 0;
            FusedCase random = new(
                seed,
                convolves: seed % 3 > 0,
                leastWidth: 4,
                noisy: noisy,
                spectral: noisy ? SpectralNormalization.Convolutions : SpectralNormalization.Hidden);
            AssertTwentyUpdatesAgree(random, kernels, strategy);
        }
    }

    private void AssertTwentyUpdatesAgree(
        FusedCase random,
        int kernels,
        string strategy,
        bool samples = false,
        double? conservatism = null,
        [CallerMemberName] string test = "")
    {
        TorchRun expected = runs.Get(test, random, samples, conservatism);
        using DqnLearner actual = TorchRun.Learner(
            random,
            new FusedNetworkPair(random.CreateNetwork(), random.Options.ToLearner(), KernelSet.Available[kernels], Plan(strategy)),
            conservatism);
        Func<float[]?, TransitionBatch> batches = TorchRun.Batches(random, samples);
        for (int update = 0; update < TorchRun.Updates; update++)
        {
            // Every path learns from the batches of torch's priorities.
            TransitionBatch batch = batches(update > 0 ? expected.AbsoluteErrors[update - 1] : null);
            UpdateResult wanted = expected.Results[update];
            UpdateResult got = actual.Update(batch);
            AssertClose(wanted.Loss, got.Loss, random);
            AssertClose(wanted.MeanQ, got.MeanQ, random);
            AssertClose(wanted.MeanAbsoluteError, got.MeanAbsoluteError, random);
            AssertClose(wanted.GradientNorm, got.GradientNorm, random);
            if (TorchRun.UpdatesTarget(update))
                actual.UpdateTarget();
        }

        AssertClose(expected.Values, HandMadeNetworks.Values(actual.Network), random);
    }

    private static void AssertClose(double expected, double actual, FusedCase random) =>
        Assert.True(
            Math.Abs(expected - actual) <= 1e-5 * Math.Max(1, Math.Abs(expected)),
            $"{expected} and {actual}, {random}");

    private static void AssertClose(float[] expected, float[] actual, FusedCase random)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            AssertClose(expected[i], actual[i], random);
    }
}
