using System.Runtime.InteropServices;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Passes;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Fused.Passes;

public sealed class BackwardPassTests
{
    private const int Cases = 60;

    /// <inheritdoc cref="FusedNetworkPairTests.KernelSetsAndStrategies"/>
    public static TheoryData<int, string> KernelSetsAndStrategies => FusedNetworkPairTests.KernelSetsAndStrategies;

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Each_slope_is_the_one_that_torch_finds(int kernels, string strategy) =>
        AssertSlopes(kernels, strategy, normalizes: false);

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Each_slope_of_a_normalized_network_is_the_one_that_torch_finds(int kernels, string strategy) =>
        AssertSlopes(kernels, strategy, normalizes: true);

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Each_slope_of_a_network_with_convolutions_is_the_one_that_torch_finds(int kernels, string strategy) =>
        AssertSlopes(kernels, strategy, normalizes: false, convolves: true);

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(KernelSetsAndStrategies))]
    public void Each_slope_of_a_network_with_normalized_convolutions_is_the_one_that_torch_finds(int kernels, string strategy)
    {
        AssertSlopes(kernels, strategy, normalizes: false, convolves: true, ConvolutionNormalization.Channels);
        AssertSlopes(kernels, strategy, normalizes: true, convolves: true, ConvolutionNormalization.Image);
    }

    private static void AssertSlopes(int kernels, string strategy, bool normalizes, bool convolves = false, ConvolutionNormalization norm = ConvolutionNormalization.None)
    {
        int combined = 0;
        for (int seed = 0; seed < (convolves ? Cases / 3 : Cases); seed++)
        {
            FusedCase random = new(seed, normalizes, convolves: convolves, norm: norm);
            using LayeredQNetwork network = random.CreateNetwork();
            int batch = random.Options.BatchSize;
            combined += NormalizedForward.Applies(new FusedLayout(network), batch) ? 1 : 0;
            float[] states = random.CreateStates(batch);
            float[] slopes = Slopes(seed, batch, network.ActionCount * network.Distribution.ValuesPerAction);
            List<float[]> expected = OfTorch(network, states, slopes);
            List<float[]> actual = OfKernels(
                network, KernelSet.Available[kernels], FusedNetworkPairTests.Plan(strategy), states, slopes);
            Assert.Equal(expected.Count, actual.Count);
            for (int parameter = 0; parameter < expected.Count; parameter++)
                AssertClose(expected[parameter], actual[parameter], $"parameter {parameter}, {random}");
        }

        // Among the normalized ones are some whose first two layers become one.
        Assert.Equal(normalizes && !convolves, combined > 4);
    }

    // As a mean loss has them: each divided by the size of the batch.
    private static float[] Slopes(int seed, int batch, int outputs)
    {
        Xoshiro256 random = new((ulong)seed);
        return [.. Enumerable.Range(0, batch * outputs).Select(_ => ((2 * random.NextSingle()) - 1) / batch)];
    }

    private static List<float[]> OfTorch(LayeredQNetwork network, float[] states, float[] slopes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor outputs = network.Outputs(network.Upload(states));
        outputs.backward(grad_tensors: [tensor(slopes).reshape(outputs.shape)]);
        return [.. network.parameters().Select(parameter => Values(parameter.grad!).ToArray())];
    }

    private static List<float[]> OfKernels(
        LayeredQNetwork network, KernelSet kernels, ProductCostModel plan, float[] states, float[] slopes)
    {
        FusedLayout layout = new(network);
        FusedParameters parameters = new(layout);
        foreach ((ParameterSlot slot, Parameter parameter) in layout.Slots.Zip(network.parameters()))
            slot.CopyToFlat(Values(parameter), parameters.Values);
        parameters.Changed();

        using ForkJoinPool pool = new(threads: 1);
        ForwardPass forward = new(layout, kernels, pool, plan, states.Length / layout.StateSize, learns: true);
        BackwardPass backward = new(layout, forward);
        AlignedBuffer gradient = new(layout.ParameterLength);
        forward.Run(parameters, states, new float[slopes.Length]);
        backward.Run(parameters, slopes, gradient);
        return [.. layout.Slots.Select(slot => Gathered(slot, gradient))];
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static float[] Gathered(ParameterSlot slot, AlignedBuffer flat)
    {
        float[] values = new float[slot.Rows * slot.Columns];
        slot.CopyFromFlat(flat.Span, values);
        return values;
    }

    private static void AssertClose(float[] expected, float[] actual, string place)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(expected[i] - actual[i]);
            Assert.True(
                difference <= 1e-5 * Math.Max(1, Math.Abs(expected[i])),
                $"{expected[i]} and {actual[i]} at {i}, {place}");
        }
    }
}
