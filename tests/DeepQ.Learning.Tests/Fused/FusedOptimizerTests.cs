using DeepQ.Learning.Fused;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Tests.Fused;

public sealed class FusedOptimizerTests
{
    private const double LearningRate = 0.01;

    // A block has a gradient, then none for long enough that its first average is gone, then one again.
    private static readonly (int Steps, float Slope)[] Life = [(5, 1f), (1_500, 0f), (3, -0.5f)];

    /// <inheritdoc cref="FusedNetworkPairTests.KernelSetsAndStrategies"/>
    public static TheoryData<int> KernelSets => [.. Enumerable.Range(0, KernelSet.Available.Count)];

    [Theory]
    [MemberData(nameof(KernelSets))]
    public void Weights_that_rested_are_bit_for_bit_those_that_were_moved_at_every_step(int kernels)
    {
        (float[] values, float[] first, float[] second) = Moved(KernelSet.Available[kernels]);
        Run run = new(KernelSet.Available[kernels]);
        foreach ((int steps, float slope) in Life)
            run.Step(steps, slope);
        Assert.Equal(values, run.Values);
        Assert.Equal([.. first, .. second], run.Moments());
    }

    [Fact]
    public void A_rest_that_is_saved_and_loaded_goes_on()
    {
        Run whole = new(KernelSet.Widest);
        Run before = new(KernelSet.Widest), after = new(KernelSet.Widest);
        foreach (Run run in new[] { whole, before })
        {
            run.Step(5, 1);
            run.Step(1_200, 0);
        }

        after.TakeOver(before);
        foreach (Run run in new[] { whole, before, after })
        {
            run.Step(300, 0);
            run.Step(3, -0.5f);
        }

        Assert.Equal(whole.Values, before.Values);
        Assert.Equal(whole.Values, after.Values);
        Assert.Equal(whole.Moments(), after.Moments());
    }

    [Fact]
    public void Averages_fall_to_zero_and_not_to_numbers_below_the_normal_ones()
    {
        Run run = new(KernelSet.Widest);
        run.Step(5, 1);
        run.Step(2_000, 0);
        Assert.All(run.Moments(), moment => Assert.True(moment == 0 || float.IsNormal(moment), $"{moment}"));
        Assert.Equal(0, run.Moments()[0]);
    }

    [Fact]
    public void A_weight_that_decays_does_not_rest()
    {
        Run run = new(KernelSet.Widest, new DqnOptions { Optimizer = Optimizer.AdamW, WeightDecay = 0.5 });
        run.Step(1, 1);
        run.Step(1_500, 0);
        float before = run.Values[0];
        run.Step(1, 0);
        Assert.Equal(before * (1 - (LearningRate * 0.5)), run.Values[0], 1e-6);
    }

    private static (float[] Values, float[] First, float[] Second) Moved(KernelSet kernels)
    {
        AlignedBuffer values = new(Run.Length), first = new(Run.Length), second = new(Run.Length), gradient = new(Run.Length);
        values.Span.Fill(1);
        int done = 0;
        foreach ((int steps, float slope) in Life)
        {
            gradient.Span.Fill(slope);
            for (int i = 0; i < steps; i++)
                kernels.Move(AdamStep.At(++done, 1, LearningRate, 1e-8, 0), values.Span, gradient.Span, first.Span, second.Span);
        }

        return (values.Span.ToArray(), first.Span.ToArray(), second.Span.ToArray());
    }

    /// <summary>A network of 2 × 32 inputs, weights and moments, all with the same gradient.</summary>
    private sealed class Run
    {
        private readonly FusedLayout _layout;
        private readonly FusedOptimizer _optimizer;
        private readonly FusedParameters _parameters;
        private readonly AlignedBuffer _gradient;

        public Run(KernelSet kernels, DqnOptions? options = null)
        {
            using LayeredQNetwork network = new(
                Support.Variants.Row(32), 2, new NetworkOptions { HiddenUnits = [] }, new Xoshiro256(1));
            _layout = new FusedLayout(network);
            _optimizer = new FusedOptimizer(_layout, kernels, new ForkJoinPool(1), new ProductCostModel(), (options ?? new DqnOptions()).ToOptimizer());
            _parameters = new FusedParameters(_layout);
            _gradient = new AlignedBuffer(_layout.ParameterLength);
            _parameters.Values.Fill(1);
        }

        /// <summary>The number of parameters without padding.</summary>
        public static int Length => 66;

        public float[] Values => [.. _layout.Slots.SelectMany(slot => _parameters.Values.Slice(slot.Start, slot.Rows * slot.Stride).ToArray())];

        public void Step(int steps, float slope)
        {
            _gradient.Span.Fill(slope);
            for (int i = 0; i < steps; i++)
                _optimizer.Step(_parameters, _gradient, LearningRate, double.PositiveInfinity);
        }

        public float[] Moments()
        {
            using MemoryStream stream = new();
            using BinaryWriter writer = new(stream);
            _optimizer.Save(writer);
            writer.Flush();
            // The number of steps, then of each parameter the first moments and the second.
            float[] all = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(stream.ToArray().AsSpan(sizeof(long))).ToArray();
            return [.. all[..64], .. all[128..130], .. all[64..128], .. all[130..132]];
        }

        public void TakeOver(Run other)
        {
            using MemoryStream stream = new();
            using BinaryWriter writer = new(stream);
            other._optimizer.Save(writer);
            writer.Flush();
            stream.Position = 0;
            using BinaryReader reader = new(stream);
            _optimizer.Load(reader);
            other._parameters.Values.CopyTo(_parameters.Values);
        }
    }
}
