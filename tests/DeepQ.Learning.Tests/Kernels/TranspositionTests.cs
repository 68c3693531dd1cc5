using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class TranspositionTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Rows_become_columns_by_vectors_of_each_length(int mostRows)
    {
        if (mostRows > Transposition.MostRows)
            return;
        for (int rows = 1; rows <= 40; rows++)
        {
            foreach (int columns in new[] { 1, 3, 4, 5, 16, 17, 30, 33 })
            {
                // As many rows in memory as are turned at once at most, and nothing is written beside them.
                int height = (rows + 3) / 4 * 4, width = (columns + 3) / 4 * 4;
                AlignedBuffer source = new(height * Padded(columns)), target = new((width * Padded(rows)) + Line);
                for (int i = 0; i < source.Span.Length; i++)
                    source.Span[i] = i + 1;
                target.Span[^Line..].Fill(-1);
                Matrix values = new(source.Span, rows, columns, Padded(columns));
                Transposition.Run(values, new Matrix(target.Span, columns, rows, Padded(rows)), mostRows);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                        Assert.Equal(values.At(row, column), target.Span[(column * Padded(rows)) + row]);
                }

                Assert.True(target.Span[^Line..].IndexOfAnyExcept(-1) < 0);
            }
        }
    }
}
