using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Computes a <see cref="Product"/> in tiles whose sums stay in registers.</summary>
/// <remarks>
/// A tile has as many rows as the registers allow, by two vectors. Each step loads two vectors of B and broadcasts a
/// value of A for each row: 2 + R loads for 2 R multiplications, so the multipliers are the bottleneck. The tiles of
/// two columns of vectors are computed in sequence, so that those of B stay in the nearest cache. Each value of C is
/// summed in the order of the steps, whatever tile it is in.
/// </remarks>
internal static class MatrixProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    // Optimized from the first call, and not inlined, so that it has all registers.
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes all rows and all whole vectors that cover the columns.</summary>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in Product product)
    {
        int columns = product.Result.Columns;
        for (int column = 0; column < columns; column += 2 * TSimd.Width)
            RunColumns(product, column, two: columns - column > TSimd.Width);
    }

    [MethodImpl(HotAndNotInlined)]
    private static void RunColumns(in Product product, int column, bool two)
    {
        int rows = product.Result.Rows;
        int height = rows >= TSimd.TileRows ? TSimd.TileRows : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
        for (int row = 0; row < rows; row += height)
        {
            // The last tile overlaps rows that are already computed, unless there is only one.
            bool single = row == rows - 1;
            int first = single ? row : Math.Min(row, rows - height);
            switch (single ? 1 : height)
            {
                case 8 when two: Tile<Constant.Eight, Constant.Two>(product, first, column); break;
                case 8: Tile<Constant.Eight, Constant.One>(product, first, column); break;
                case 4 when two: Tile<Constant.Four, Constant.Two>(product, first, column); break;
                case 4: Tile<Constant.Four, Constant.One>(product, first, column); break;
                case 2 when two: Tile<Constant.Two, Constant.Two>(product, first, column); break;
                case 2: Tile<Constant.Two, Constant.One>(product, first, column); break;
                default:
                    if (two)
                        Tile<Constant.One, Constant.Two>(product, first, column);
                    else
                        Tile<Constant.One, Constant.One>(product, first, column);
                    break;
            }
        }
    }

    // Compiled for each height and width: the rows that a tile does not have cost nothing.
    [MethodImpl(HotAndNotInlined)]
    private static void Tile<TRows, TVectors>(in Product product, int row, int column)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        int rows = TRows.Value;
        bool two = TVectors.Value == 2;
        nint stride = product.Left.RowStride;
        ref float a0 = ref product.Left.At(row, 0);
        ref float a1 = ref Unsafe.Add(ref a0, stride);
        ref float a2 = ref Unsafe.Add(ref a1, stride);
        ref float a3 = ref Unsafe.Add(ref a2, stride);
        ref float a4 = ref Unsafe.Add(ref a3, stride);
        ref float a5 = ref Unsafe.Add(ref a4, stride);
        ref float a6 = ref Unsafe.Add(ref a5, stride);
        ref float a7 = ref Unsafe.Add(ref a6, stride);
        RegisterPair<TSimd> c0 = RegisterPair<TSimd>.Load(product.Biases, column, two);
        RegisterPair<TSimd> c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;

        ref float b0 = ref product.Right.At(0, column);
        nint nextB = product.Right.RowStride;
        nint nextA = product.Left.ColumnStride;
        ref int steps = ref MemoryMarshal.GetReference(product.InnerIndices);
        nint count = product.InnerIndices.Length;
        for (nint i = 0; i < count; i++)
        {
            nint step = Unsafe.Add(ref steps, i);
            nint a = step * nextA;
            ref float b = ref Unsafe.Add(ref b0, step * nextB);
            TSimd first = TSimd.Load(ref b);
            TSimd second = two ? TSimd.Load(ref Unsafe.Add(ref b, TSimd.Width)) : default;
            c0.Add(Unsafe.Add(ref a0, a), first, second, two);
            if (rows > 1)
                c1.Add(Unsafe.Add(ref a1, a), first, second, two);
            if (rows > 2)
            {
                c2.Add(Unsafe.Add(ref a2, a), first, second, two);
                c3.Add(Unsafe.Add(ref a3, a), first, second, two);
            }

            if (rows > 4)
            {
                c4.Add(Unsafe.Add(ref a4, a), first, second, two);
                c5.Add(Unsafe.Add(ref a5, a), first, second, two);
                c6.Add(Unsafe.Add(ref a6, a), first, second, two);
                c7.Add(Unsafe.Add(ref a7, a), first, second, two);
            }
        }

        TileEpilogue end = new(product.Result, product.Gate, product.Rectified, row, column);
        c0.Finish(ref end, two);
        if (rows > 1)
            c1.Finish(ref end, two);
        if (rows > 2)
        {
            c2.Finish(ref end, two);
            c3.Finish(ref end, two);
        }

        if (rows > 4)
        {
            c4.Finish(ref end, two);
            c5.Finish(ref end, two);
            c6.Finish(ref end, two);
            c7.Finish(ref end, two);
        }
    }
}
