using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class SparseRowsTests
{
    [Fact]
    public void Columns_become_rows()
    {
        SparseRows rows = new(3, 5);
        int[] starts = [0, 2, 2, 5], columns = [0, 3, 0, 1, 3];
        starts.CopyTo(rows.Starts);
        columns.CopyTo(rows.Columns);
        SparseRows transposed = new(4, 5);
        // What was there before does not matter.
        transposed.Starts.Fill(9);

        transposed.Transpose(rows, 3, 4);
        Assert.Equal([0, 2, 3, 3, 5], transposed.Starts.ToArray());
        Assert.Equal([0, 2, 2, 0, 2], transposed.Columns[..5].ToArray());
    }
}
