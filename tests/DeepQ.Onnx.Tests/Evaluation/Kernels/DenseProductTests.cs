using DeepQ.Learning.Kernels;
using DeepQ.Onnx.Evaluation.Kernels;

namespace DeepQ.Onnx.Tests.Evaluation.Kernels;

public sealed class DenseProductTests
{
    // Shapes on both sides of every limit: few and many inputs, inputs that are no whole vectors, large weights.
    [Theory]
    [InlineData(8, 4)]
    [InlineData(16, 64)]
    [InlineData(32, 48)]
    [InlineData(64, 64)]
    [InlineData(70, 80)]
    [InlineData(128, 72)]
    [InlineData(192, 64)]
    public void Zeros_that_are_skipped_change_nothing(int inputs, int outputs)
    {
        Random random = new(7);
        float[] weights = Draw(random, inputs * outputs), biases = Draw(random, outputs);
        foreach (ProductKernels kernels in ProductKernels.Available)
        {
            DenseProduct all = new(kernels, weights, biases, outputs, rows: 1) { Rectified = true };
            DenseProduct nonzero = new(kernels, weights, biases, outputs, rows: 1) { Rectified = true, SkipsZeros = true };
            foreach (double share in (double[])[0, 0.3, 0.5, 0.9, 1])
            {
                foreach (int rows in (int[])[1, 2, 33])
                {
                    float[] states = [.. Draw(random, rows * inputs).Select(x => random.NextDouble() < share ? x : 0)];
                    float[] expected = Run(all, states, rows, outputs), found = Run(nonzero, states, rows, outputs);
                    Assert.Equal(expected, found);
                    for (int i = 0; i < found.Length; i++)
                        Assert.Equal(Exact(states, weights, biases, i / outputs, i % outputs), found[i], 1e-4);
                }
            }
        }
    }

    [Fact]
    public void Values_that_are_not_finite_are_computed_with()
    {
        const int inputs = 64, outputs = 64;
        float[] weights = new float[inputs * outputs];
        weights[(3 * outputs) + 5] = float.PositiveInfinity;
        float[] states = new float[2 * inputs];
        states[inputs + 7] = float.NaN;
        foreach (ProductKernels kernels in ProductKernels.Available)
        {
            DenseProduct product = new(kernels, weights, [], outputs, rows: 1) { SkipsZeros = true };
            float[] found = Run(product, states, 2, outputs);
            Assert.True(float.IsNaN(found[5]), "0 times infinity");
            Assert.All(found[outputs..], value => Assert.True(float.IsNaN(value)));
            Assert.Equal(0, found[4]);
        }
    }

    [Fact]
    public void Only_what_is_not_zero_is_multiplied()
    {
        // Infinite weights show that they are not read. The last row has a value beyond the first 64.
        const int inputs = 128, outputs = 32;
        float[] weights = [.. Enumerable.Repeat(float.PositiveInfinity, inputs * outputs)];
        weights.AsSpan(9 * outputs, outputs).Fill(2);
        weights.AsSpan(100 * outputs, outputs).Fill(5);
        float[] states = new float[2 * inputs], result = new float[2 * outputs];
        (states[9], states[inputs + 9], states[inputs + 100]) = (3, -1, 4);
        foreach (ProductKernels kernels in ProductKernels.Available)
        {
            Assert.Equal(3, kernels.CountNonzero(new Matrix(states, 2, inputs, inputs)));
            kernels.MultiplyNonzero(new Product
            {
                Left = new Matrix(states, 2, inputs, inputs),
                Right = new Matrix(weights, inputs, outputs, outputs),
                Result = new Matrix(result, 2, outputs, outputs),
                InnerIndices = [],
            });
            Assert.All(result[..outputs], value => Assert.Equal(6, value));
            Assert.All(result[outputs..], value => Assert.Equal(18, value));
        }
    }

    private static float[] Run(DenseProduct product, float[] states, int rows, int outputs)
    {
        float[] result = new float[rows * product.Room];
        product.Run(states, result, rows);
        return result[..(rows * outputs)];
    }

    private static double Exact(float[] states, float[] weights, float[] biases, int row, int output)
    {
        int outputs = biases.Length, inputs = weights.Length / outputs;
        double sum = biases[output];
        for (int input = 0; input < inputs; input++)
            sum += (double)states[(row * inputs) + input] * weights[(input * outputs) + output];
        return Math.Max(0, sum);
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
