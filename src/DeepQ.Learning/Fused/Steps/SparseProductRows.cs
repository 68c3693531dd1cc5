using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A sparse product of matrices as a loop over the rows of its result.</summary>
/// <param name="kernels">The kernels.</param>
/// <param name="product">The product.</param>
/// <param name="due">The rows to write; the others are zero already. Empty for all.</param>
internal readonly ref struct SparseProductRows(KernelSet kernels, SparseProduct product, ReadOnlySpan<bool> due) : IRowLoop
{
    // Computing a gap of fewer rows is cheaper than another call.
    private const int SmallGap = 8;

    private readonly KernelSet _kernels = kernels;
    private readonly SparseProduct _product = product;
    private readonly ReadOnlySpan<bool> _due = due;

    public void Run(int row, int rows)
    {
        if (_due.IsEmpty)
        {
            _kernels.Multiply(_product, row, rows);
            return;
        }

        int last = row + rows;
        while (row < last)
        {
            int first = row;
            for (int gap = 0; row < last && gap < SmallGap; row++)
                gap = _due[row] ? 0 : gap + 1;
            _kernels.Multiply(_product, first, row - first);
            while (row < last && !_due[row])
                row++;
        }
    }
}
