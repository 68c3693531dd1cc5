using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Fused.Steps;

public sealed class AliveProductRowsTests
{
    // The second has too many units to list those that are on in each group of rows.
    [Theory]
    [InlineData(21, 1_000, 70)]
    [InlineData(9, 17_000, 33)]
    [InlineData(1, 5, 16)]
    public void It_is_the_product_with_all_units(int rows, int units, int columns)
    {
        Xoshiro256 random = new(1);
        int width = Padded(columns), stride = Padded(units);
        AlignedBuffer left = new(rows * stride), right = new(units * width), biases = new(width), gate = new(rows * width);
        // A third of the units is off everywhere.
        for (int i = 0; i < left.Span.Length; i++)
            left.Span[i] = i % stride < units && i % stride % 3 > 0 ? Math.Max(0, Next()) : 0;
        foreach (AlignedBuffer buffer in (AlignedBuffer[])[right, biases, gate])
        {
            foreach (ref float value in buffer.Span)
                value = Next();
        }

        int[] all = [.. Enumerable.Range(0, units)];
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer expected = new(rows * width), actual = new(rows * width);
            kernels.Multiply(Product(expected));
            new AliveProductRows(kernels, Product(actual)).Run(0, rows);
            for (int i = 0; i < rows * width; i++)
                Assert.True(i % width >= columns || expected.Span[i] == actual.Span[i], $"{expected.Span[i]} and {actual.Span[i]} at {i}");
        }

        float Next() => (2 * random.NextSingle()) - 1;

        Product Product(AlignedBuffer result) => new()
        {
            Left = new Matrix(left.Span, rows, units, stride),
            Right = new Matrix(right.Span, units, columns, width),
            Result = new Matrix(result.Span, rows, columns, width),
            InnerIndices = all,
            Biases = biases.Span,
            Gate = new Matrix(gate.Span, rows, columns, width),
        };
    }
}
