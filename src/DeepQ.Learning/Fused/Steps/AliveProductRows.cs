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

    // Of the weights of many units, these columns stay in the second-level cache while each group of rows reads them.
    private const int PanelColumns = 32;

    // The limit for stack allocation.
    private const int MostIndices = 16 * 1024;

    private readonly KernelSet _kernels = kernels;
    private readonly Product _product = product;

    public void Run(int row, int rows)
    {
        int room = _product.Left.Columns + AlignedBuffer.Line;
        int groups = Math.Min(MostIndices / room, (rows + RowsTogether - 1) / RowsTogether);
        if (groups == 0)
        {
            _kernels.Multiply(_product.Rows(row, rows));
            return;
        }

        Span<int> alive = stackalloc int[groups * room], counts = stackalloc int[groups];
        for (int last = row + rows; row < last; row += groups * RowsTogether)
            MultiplyGroups(row, Math.Min(groups * RowsTogether, last - row), alive, counts);
    }

    private void MultiplyGroups(int row, int rows, Span<int> alive, Span<int> counts)
    {
        int room = alive.Length / counts.Length, columns = _product.Result.Columns;
        for (int first = 0; first < rows; first += RowsTogether)
        {
            int group = first / RowsTogether;
            Matrix left = _product.Left.Slice(row + first, Math.Min(RowsTogether, rows - first));
            counts[group] = _kernels.FindAlive(left, alive.Slice(group * room, room));
        }

        for (int column = 0; column < columns; column += PanelColumns)
        {
            Product panel = _product.Columns(column, Math.Min(PanelColumns, columns - column));
            for (int first = 0; first < rows; first += RowsTogether)
            {
                int group = first / RowsTogether;
                ReadOnlySpan<int> units = alive.Slice(group * room, counts[group]);
                _kernels.Multiply(panel.Rows(row + first, Math.Min(RowsTogether, rows - first), units));
            }
        }
    }
}
