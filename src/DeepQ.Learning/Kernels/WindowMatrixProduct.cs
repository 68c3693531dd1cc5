using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Computes a <see cref="WindowProduct"/> in tiles as <see cref="MatrixProduct{TSimd}"/> does.</summary>
internal static class WindowMatrixProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    // Optimized from the first call, and not inlined, so that it has all registers.
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes all rows and all whole vectors that cover the columns.</summary>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in WindowProduct product)
    {
        int columns = product.Result.Columns;
        for (int column = 0; column < columns; column += 2 * TSimd.Width)
            RunColumns(product, column, two: columns - column > TSimd.Width);
    }

    [MethodImpl(HotAndNotInlined)]
    private static void RunColumns(in WindowProduct product, int column, bool two)
    {
        int rows = product.Result.Rows;
        int row = 0;
        for (; TSimd.TileRows == 8 && row + 8 <= rows; row += 8)
        {
            if (two)
                Tile<Constant.Eight, Constant.Two>(product, row, column);
            else
                Tile<Constant.Eight, Constant.One>(product, row, column);
        }

        for (; row + 4 <= rows; row += 4)
        {
            if (two)
                Tile<Constant.Four, Constant.Two>(product, row, column);
            else
                Tile<Constant.Four, Constant.One>(product, row, column);
        }

        for (; row < rows; row++)
        {
            if (two)
                Tile<Constant.One, Constant.Two>(product, row, column);
            else
                Tile<Constant.One, Constant.One>(product, row, column);
        }
    }

    // Compiled for each height and width: the rows that a tile does not have cost nothing.
    [MethodImpl(HotAndNotInlined)]
    private static void Tile<TRows, TVectors>(in WindowProduct product, int row, int column)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        int rows = TRows.Value;
        bool two = TVectors.Value == 2;
        ref float left = ref MemoryMarshal.GetReference(product.Left);
        ref int windows = ref Unsafe.Add(ref MemoryMarshal.GetReference(product.Windows), row);
        ref float a0 = ref Unsafe.Add(ref left, windows);
        ref float a1 = ref Unsafe.Add(ref left, rows > 1 ? Unsafe.Add(ref windows, 1) : 0);
        ref float a2 = ref Unsafe.Add(ref left, rows > 2 ? Unsafe.Add(ref windows, 2) : 0);
        ref float a3 = ref Unsafe.Add(ref left, rows > 2 ? Unsafe.Add(ref windows, 3) : 0);
        ref float a4 = ref Unsafe.Add(ref left, rows > 4 ? Unsafe.Add(ref windows, 4) : 0);
        ref float a5 = ref Unsafe.Add(ref left, rows > 4 ? Unsafe.Add(ref windows, 5) : 0);
        ref float a6 = ref Unsafe.Add(ref left, rows > 4 ? Unsafe.Add(ref windows, 6) : 0);
        ref float a7 = ref Unsafe.Add(ref left, rows > 4 ? Unsafe.Add(ref windows, 7) : 0);
        RegisterPair<TSimd> c0 = First(product, row, column, two), c1, c2, c3, c4, c5, c6, c7;
        c1 = c2 = c3 = c4 = c5 = c6 = c7 = c0;
        if (product.Adds)
        {
            if (rows > 2)
            {
                c1 = First(product, row + 1, column, two);
                c2 = First(product, row + 2, column, two);
                c3 = First(product, row + 3, column, two);
            }

            if (rows > 4)
            {
                c4 = First(product, row + 4, column, two);
                c5 = First(product, row + 5, column, two);
                c6 = First(product, row + 6, column, two);
                c7 = First(product, row + 7, column, two);
            }
        }

        ref float b = ref product.Right.At(0, column);
        nint nextB = product.Right.RowStride;
        ref int steps = ref MemoryMarshal.GetReference(product.Steps);
        nint count = product.Steps.Length;
        for (nint i = 0; i < count; i++)
        {
            nint a = Unsafe.Add(ref steps, i);
            TSimd first = TSimd.Load(ref b);
            TSimd second = two ? TSimd.Load(ref Unsafe.Add(ref b, TSimd.Width)) : default;
            b = ref Unsafe.Add(ref b, nextB);
            c0.Add(Unsafe.Add(ref a0, a), first, second, two);
            if (rows > 2)
            {
                c1.Add(Unsafe.Add(ref a1, a), first, second, two);
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

        TileEpilogue end = new(product.Result, default, product.Rectified, row, column);
        c0.Finish(ref end, two);
        if (rows > 2)
        {
            c1.Finish(ref end, two);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static RegisterPair<TSimd> First(in WindowProduct product, int row, int column, bool two) =>
        RegisterPair<TSimd>.Load(product.Adds ? product.Result.Row(row) : product.Biases, column, two);
}
