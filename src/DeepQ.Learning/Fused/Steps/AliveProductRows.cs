using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// A product of rectified units with weights as a loop over the rows of its result. It leaves out the units that are
/// off in all rows that are computed together.
/// </summary>
/// <param name="kernels">The kernels.</param>
/// <param name="product">The product, with the units that are on in some row.</param>
internal readonly ref struct AliveProductRows(KernelSet kernels, Product product) : IRowLoop
{
    /// <summary>The number of rows that are computed together: see <see cref="MatrixProduct{TSimd}"/>.</summary>
    public const int RowsTogether = 8;

    // The limit for stack allocation.
    private const int MostUnits = 8 * 1024;

    private readonly KernelSet _kernels = kernels;
    private readonly Product _product = product;

    public void Run(int row, int rows)
    {
        int units = _product.Left.Columns;
        if (units > MostUnits)
        {
            _kernels.Multiply(_product.Rows(row, rows));
            return;
        }

        Span<int> alive = stackalloc int[units + AlignedBuffer.Line];
        for (int last = row + rows; row < last; row += RowsTogether)
        {
            int count = Math.Min(RowsTogether, last - row);
            Matrix left = _product.Left.Slice(row, count);
            _kernels.Multiply(_product.Rows(row, count, alive[.._kernels.FindAlive(left, alive)]));
        }
    }
}
