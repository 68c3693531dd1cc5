using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class DotProductsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 17)]
    [InlineData(5, 2, 64)]
    [InlineData(7, 3, 30)]
    [InlineData(8, 8, 100)]
    public void Each_value_is_a_row_of_one_times_a_row_of_the_other(int rows, int outputs, int inner)
    {
        Xoshiro256 random = new(1);
        int width = Padded(inner);
        AlignedBuffer left = new(rows * width), right = new(outputs * width), biases = new(outputs);
        Fill(left, inner, width);
        Fill(right, inner, width);
        Fill(biases, outputs, outputs);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer result = new(rows * outputs);
            kernels.Multiply(
                new Matrix(left.Span, rows, width, width),
                new Matrix(right.Span, outputs, inner, width),
                biases.Span,
                new Matrix(result.Span, rows, outputs, outputs));
            for (int row = 0; row < rows; row++)
            {
                for (int output = 0; output < outputs; output++)
                {
                    double sum = biases.Span[output];
                    for (int i = 0; i < inner; i++)
                        sum += (double)left.Span[(row * width) + i] * right.Span[(output * width) + i];
                    Assert.Equal(sum, result.Span[(row * outputs) + output], 1e-5);
                }
            }
        }

        void Fill(AlignedBuffer buffer, int columns, int stride)
        {
            for (int i = 0; i < buffer.Span.Length; i++)
                buffer.Span[i] = i % stride < columns ? (2 * random.NextSingle()) - 1 : 0;
        }
    }
}
