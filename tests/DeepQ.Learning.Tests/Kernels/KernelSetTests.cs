using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class KernelSetTests
{
    [Fact]
    public void The_widest_comes_first_and_single_values_are_always_there()
    {
        int[] widths = [.. KernelSet.Available.Select(kernels => kernels.Width)];
        Assert.Equal(widths.OrderDescending(), widths);
        Assert.Equal(1, widths[^1]);
    }

    // The tests of kernels run over all that are available: on a processor with AVX-512 they cover every set of an x64.
    [Fact]
    public void Each_set_that_the_processor_can_run_is_available() => Assert.Equal(
        (Avx512F.IsSupported, Avx2.IsSupported, Sse.IsSupported || AdvSimd.IsSupported),
        (Has(16), Has(8), Has(4)));

    private static bool Has(int width) => KernelSet.Available.Any(kernels => kernels.Width == width);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 16)]
    [InlineData(3, 5, 17)]
    [InlineData(7, 4, 40)]
    [InlineData(13, 33, 32)]
    [InlineData(17, 2, 100)]
    public void A_product_is_the_sum_of_products_with_a_bias_a_rectifier_and_a_gate(int rows, int steps, int columns)
    {
        Xoshiro256 random = new(1);
        int width = Padded(columns);
        AlignedBuffer left = Random(rows * steps), right = Random(steps * width);
        AlignedBuffer biases = Random(width), gate = Random(rows * width);
        AlignedBuffer result = new(rows * width);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            kernels.Multiply(new Product
            {
                // Stored by columns, as the transposed weights of a layer are.
                Left = new Matrix(left.Span, steps, rows, rows).Transposed,
                Right = new Matrix(right.Span, steps, columns, width),
                Result = new Matrix(result.Span, rows, columns, width),
                InnerIndices = Enumerable.Range(0, steps).Where(step => step % 3 != 1).ToArray(),
                Biases = biases.Span,
                Rectified = true,
                Gate = new Matrix(gate.Span, rows, columns, width),
            });
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double sum = biases.Span[column];
                    foreach (int step in Enumerable.Range(0, steps).Where(step => step % 3 != 1))
                        sum += (double)left.Span[(step * rows) + row] * right.Span[(step * width) + column];
                    double expected = gate.Span[(row * width) + column] > 0 ? Math.Max(0, sum) : 0;
                    Assert.Equal(expected, result.Span[(row * width) + column], 1e-5);
                }
            }
        }

        AlignedBuffer Random(int length)
        {
            AlignedBuffer buffer = new(length);
            foreach (ref float value in buffer.Span)
                value = (2 * random.NextSingle()) - 1;
            return buffer;
        }
    }

    [Fact]
    public void A_value_that_is_not_a_number_passes_the_rectifier()
    {
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer left = new(1), right = new(Line), result = new(Line);
            (left.Span[0], right.Span[0], right.Span[1]) = (1, float.NaN, -1);
            kernels.Multiply(new Product
            {
                Left = new Matrix(left.Span, 1, 1, 1),
                Right = new Matrix(right.Span, 1, 2, Line),
                Result = new Matrix(result.Span, 1, 2, Line),
                InnerIndices = [0],
                Rectified = true,
            });
            Assert.Equal([float.NaN, 0], result.Span[..2].ToArray());
        }
    }
}
