using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Fused.Steps;

/// <summary>Rows that rest, beside the same rows when all of them take every step.</summary>
public sealed class InputWeightsTests
{
    private const int Inputs = 120;
    private const int Outputs = 19;

    public static TheoryData<int, double, double, double> Cases
    {
        get
        {
            TheoryData<int, double, double, double> cases = [];
            for (int kernels = 0; kernels < KernelSet.Available.Count; kernels++)
            {
                cases.Add(kernels, 0.005, 1e-8, 0);
                cases.Add(kernels, 1, 1e-8, 0);
                cases.Add(kernels, 0.1, 1e-3, 0);
                cases.Add(kernels, 0.1, 1e-8, 0.05);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_that_rested_are_where_every_step_would_have_brought_them(
        int kernels, double rate, double epsilon, double decay)
    {
        KernelSet set = KernelSet.Available[kernels];
        DqnOptions options = new()
        {
            Network = new() { HiddenUnits = [Outputs] },
            Optimizer = decay > 0 ? Optimizer.AdamW : Optimizer.Adam,
            WeightDecay = decay,
            OptimizerEpsilon = epsilon,
        };
        using LayeredQNetwork network = new(Variants.Row(Inputs), 2, options.Network, new Xoshiro256(1));
        InputWeights weights = new(new FusedLayout(network, isSparse: true), set, options.ToOptimizer());
        float[] start = LayerWeights.Values(network.parameters().First());
        weights.Read(start, 0, Outputs, isTarget: false);
        weights.BeginTarget();
        ParameterMover mover = options.Optimizer.CreateMover(set);

        int stride = AlignedBuffer.Padded(Outputs);
        // In double precision: in single, thousands of steps round by more than what is to be seen.
        double[] values = new double[Inputs * stride], target = new double[values.Length];
        double[] first = new double[values.Length], second = new double[values.Length];
        float[] slopes = new float[values.Length];
        for (int i = 0; i < start.Length; i++)
            values[(i % Inputs * stride) + (i / Inputs)] = target[(i % Inputs * stride) + (i / Inputs)] = start[i];

        Xoshiro256 random = new(7);
        for (int step = 1; step <= 2_500; step++)
        {
            // Some rows are touched often, some seldom, some once, and some never.
            int[] rows = [.. Enumerable.Range(0, Inputs - 20).Where(row => random.Next(8 + (row * row / 4)) == 0)];
            weights.Touch(rows);
            float[] gradient = new float[rows.Length * stride];
            Array.Clear(slopes);
            for (int i = 0; i < rows.Length; i++)
            {
                for (int output = 0; output < Outputs; output++)
                {
                    // Of all sizes, so that ε counts in some places.
                    float slope = (random.NextSingle() - 0.3f) * MathF.Pow(10, -rows[i] % 9);
                    slopes[(rows[i] * stride) + output] = gradient[(i * stride) + output] = slope;
                }
            }

            double learningRate = step % 100 < 50 ? 1e-3 : 3e-4;
            AdamStep adam = AdamStep.At(step, 1, learningRate, epsilon, decay);
            mover.Begin(options.ToOptimizer().Step(step, 1, learningRate));
            weights.Step(rows, gradient, mover);
            Move(adam);
            if (step % (rate == 1 ? 300 : 1) == 0)
            {
                weights.BlendTarget(rate);
                for (int i = 0; i < values.Length; i++)
                    target[i] += rate * (values[i] - target[i]);
            }

            if (step is 50 or 700 or 1_500 or 2_500)
            {
                AssertEqual(values, isTarget: false, step);
                AssertEqual(target, isTarget: true, step);
            }
        }

        void Move(AdamStep adam)
        {
            for (int i = 0; i < values.Length; i++)
            {
                first[i] = (AdamStep.FirstKept * first[i]) + ((float)(1 - 0.9) * slopes[i]);
                second[i] = (AdamStep.SecondKept * second[i]) + ((float)(1 - 0.999) * (double)slopes[i] * slopes[i]);
                values[i] = (values[i] * adam.Decay) - (first[i] * adam.Rate / ((Math.Sqrt(second[i]) * adam.Root) + adam.Epsilon));
            }
        }

        void AssertEqual(double[] expected, bool isTarget, int step)
        {
            float[] actual = new float[Outputs * Inputs];
            weights.Write(actual, 0, Outputs, isTarget);
            for (int i = 0; i < actual.Length; i++)
            {
                double want = expected[(i % Inputs * stride) + (i / Inputs)];
                Assert.True(Math.Abs(want - actual[i]) < 1e-6, $"Row {i % Inputs} after {step} steps: {want} and {actual[i]}.");
            }
        }
    }
}
