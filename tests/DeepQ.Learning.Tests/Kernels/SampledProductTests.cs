using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class SampledProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 17)]
    [InlineData(7, 30, 64)]
    [InlineData(8, 33, 100)]
    public void Only_the_scalar_products_that_are_asked_for_are_written(int rows, int others, int inner)
    {
        Xoshiro256 random = new(1);
        int width = Padded(inner);
        AlignedBuffer left = Values(rows), right = Values(others);
        SparseRows places = new(rows, rows * others);
        bool[] asked = new bool[rows * others];
        for (int row = 0, count = 0; row < rows; row++)
        {
            // The second row has none.
            for (int other = 0; other < others && row != 1; other += 1 + random.Next(3))
            {
                places.Columns[count++] = other;
                asked[(row * others) + other] = true;
            }

            places.Starts[row + 1] = count;
        }

        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer result = new(rows * others);
            result.Span.Fill(7);
            kernels.Multiply(
                new Matrix(left.Span, rows, inner, width),
                new Matrix(right.Span, others, inner, width),
                places,
                new Matrix(result.Span, rows, others, others));
            for (int i = 0; i < asked.Length; i++)
            {
                double sum = 0;
                for (int k = 0; k < inner; k++)
                    sum += (double)left.Span[(i / others * width) + k] * right.Span[(i % others * width) + k];
                Assert.Equal(asked[i] ? sum : 7, result.Span[i], 1e-5);
            }
        }

        AlignedBuffer Values(int count)
        {
            AlignedBuffer values = new(count * width);
            for (int i = 0; i < values.Span.Length; i++)
                values.Span[i] = i % width < inner ? (2 * random.NextSingle()) - 1 : 0;
            return values;
        }
    }
}
