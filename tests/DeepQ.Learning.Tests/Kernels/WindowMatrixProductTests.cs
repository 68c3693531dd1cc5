using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class WindowMatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 17)]
    [InlineData(8, 4, 40)]
    [InlineData(13, 33, 32)]
    [InlineData(21, 2, 100)]
    public void A_product_is_the_sum_over_the_values_of_windows_that_overlap(int rows, int steps, int columns)
    {
        Xoshiro256 random = new(1);
        int width = Padded(columns);
        AlignedBuffer left = Random(rows + (2 * steps)), right = Random(steps * width), biases = Random(width);
        int[] windows = [.. Enumerable.Range(0, rows).Select(row => rows - 1 - row)];
        int[] offsets = [.. Enumerable.Range(0, steps).Select(step => 2 * step)];
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer result = new(rows * width);
            kernels.Multiply(Product(result, adds: false));
            kernels.Multiply(Product(result, adds: true));
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double sum = 0;
                    for (int step = 0; step < steps; step++)
                        sum += (double)left.Span[windows[row] + offsets[step]] * right.Span[(step * width) + column];
                    double first = Math.Max(0, sum + biases.Span[column]);
                    Assert.Equal(Math.Max(0, first + sum), result.Span[(row * width) + column], 1e-5);
                }
            }
        }

        WindowProduct Product(AlignedBuffer result, bool adds) => new()
        {
            Left = left.Span,
            Windows = windows,
            Steps = offsets,
            Right = new Matrix(right.Span, steps, columns, width),
            Result = new Matrix(result.Span, rows, columns, width),
            Biases = biases.Span,
            Rectified = true,
            Adds = adds,
        };

        AlignedBuffer Random(int length)
        {
            AlignedBuffer buffer = new(length);
            foreach (ref float value in buffer.Span)
                value = (2 * random.NextSingle()) - 1;
            return buffer;
        }
    }
}
