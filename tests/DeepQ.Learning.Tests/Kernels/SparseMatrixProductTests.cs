using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class SparseMatrixProductTests
{
    private readonly Xoshiro256 _random = new(1);

    [Theory]
    [InlineData(1, 4, 5, 0)]
    [InlineData(3, 7, 16, 1)]
    [InlineData(5, 40, 33, 3)]
    [InlineData(9, 20, 96, 2)]
    [InlineData(4, 33, 130, 4)]
    [InlineData(2, 9, 300, 18)]
    public void It_is_what_rows_have_in_common_and_the_places_of_each(int rows, int inner, int columns, int common)
    {
        int width = Padded(columns);
        AlignedBuffer left = Values(rows * inner), right = Values(inner * width), commonLeft = Values(rows * Math.Max(common, 1));
        AlignedBuffer commonRight = Values(Math.Max(common, 1) * width), biases = Values(width), gate = Values(rows * width);
        AlignedBuffer result = new(rows * width);
        SparseRows places = new(rows, rows * inner);
        for (int row = 0, count = 0; row < rows; row++)
        {
            // The second row has none.
            for (int column = 0; column < inner && row != 1; column += 1 + _random.Next(4))
                places.Columns[count++] = column;
            places.Starts[row + 1] = count;
        }

        foreach (KernelSet kernels in KernelSet.Available)
        {
            kernels.Multiply(
                new SparseProduct
                {
                    // Stored by columns, as gradients are for the weights of a layer.
                    Left = new Matrix(left.Span, inner, rows, rows).Transposed,
                    Places = places,
                    Right = new Matrix(right.Span, inner, columns, width),
                    CommonLeft = common == 0 ? default : new Matrix(commonLeft.Span, rows, common, common),
                    CommonRight = common == 0 ? default : new Matrix(commonRight.Span, common, columns, width),
                    Biases = biases.Span,
                    Rectified = true,
                    Gate = new Matrix(gate.Span, rows, columns, width),
                    Result = new Matrix(result.Span, rows, columns, width),
                },
                0,
                rows);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double sum = biases.Span[column];
                    foreach (int place in places.Columns[places.Starts[row]..places.Starts[row + 1]])
                        sum += (double)left.Span[(place * rows) + row] * right.Span[(place * width) + column];
                    for (int i = 0; i < common; i++)
                        sum += (double)commonLeft.Span[(row * common) + i] * commonRight.Span[(i * width) + column];
                    double expected = gate.Span[(row * width) + column] > 0 ? Math.Max(0, sum) : 0;
                    Assert.Equal(expected, result.Span[(row * width) + column], 1e-5);
                }
            }
        }
    }

    [Fact]
    public void Only_the_rows_that_are_asked_for_are_written()
    {
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer biases = new(Line), result = new(4 * Line);
            biases.Span.Fill(7);
            SparseProduct product = new() { Biases = biases.Span, Result = new Matrix(result.Span, 4, Line, Line) };
            kernels.Multiply(product, 1, 2);
            Assert.Equal([0, 7, 7, 0], Enumerable.Range(0, 4).Select(row => result.Span[row * Line]));
        }
    }

    private AlignedBuffer Values(int length)
    {
        AlignedBuffer buffer = new(length);
        foreach (ref float value in buffer.Span)
            value = (2 * _random.NextSingle()) - 1;
        return buffer;
    }
}
