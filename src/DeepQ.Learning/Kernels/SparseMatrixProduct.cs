using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// Computes a <see cref="SparseProduct"/> row by row, up to eight vectors at a time, whose sums stay in registers.
/// </summary>
internal static class SparseMatrixProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    // Optimized from the first call, and not inlined, so that it has all registers.
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes some rows, with all whole vectors that cover the columns.</summary>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in SparseProduct product, int row, int rows)
    {
        int columns = product.Result.Columns;
        int column = 0;
        while (column < columns)
        {
            int vectors = (columns - column + TSimd.Width - 1) / TSimd.Width;
            switch (vectors)
            {
                case >= 8: Columns<Constant.Eight>(product, row, rows, column); column += 8 * TSimd.Width; break;
                case >= 6: Columns<Constant.Six>(product, row, rows, column); column += 6 * TSimd.Width; break;
                case >= 4: Columns<Constant.Four>(product, row, rows, column); column += 4 * TSimd.Width; break;
                case >= 2: Columns<Constant.Two>(product, row, rows, column); column += 2 * TSimd.Width; break;
                default: Columns<Constant.One>(product, row, rows, column); column += TSimd.Width; break;
            }
        }
    }

    // Compiled for each number of vectors.
    [MethodImpl(HotAndNotInlined)]
    private static void Columns<TVectors>(in SparseProduct product, int row, int rows, int column)
        where TVectors : struct, IConstant
    {
        int vectors = TVectors.Value;
        bool sparse = product.Places is not null;
        ref int starts = ref MemoryMarshal.GetReference(sparse ? product.Places!.Starts : default);
        ref int places = ref MemoryMarshal.GetReference(sparse ? product.Places!.Columns : default);
        nint next = product.Left.ColumnStride;
        TSimd kept = TSimd.Broadcast(BitConverter.Int32BitsToSingle(product.Unsigned ? int.MaxValue : -1));
        ref float right = ref product.Right.At(0, column);
        nint stride = product.Right.RowStride;
        int common = product.CommonLeft.IsNone ? 0 : product.CommonLeft.Columns;
        TileEpilogue end = new(product.Result, product.Gate, product.Rectified, row, column);
        int lower = Math.Min(vectors, 4), upper = vectors - 4;
        for (int last = row + rows; row < last; row++)
        {
            RegisterQuad<TSimd> low = RegisterQuad<TSimd>.Load(product.Biases, column, lower);
            RegisterQuad<TSimd> high = vectors > 4
                ? RegisterQuad<TSimd>.Load(product.Biases, column + (4 * TSimd.Width), upper)
                : default;
            for (int i = 0; i < common; i++)
            {
                ref float from = ref product.CommonRight.At(i, column);
                TSimd factor = TSimd.Broadcast(product.CommonLeft.At(row, i));
                low.Add(factor, ref from, lower);
                if (vectors > 4)
                    high.Add(factor, ref Unsafe.Add(ref from, 4 * TSimd.Width), upper);
            }

            ref float left = ref product.Left.At(row, 0);
            nint first = sparse ? Unsafe.Add(ref starts, row) : 0;
            nint stop = sparse ? Unsafe.Add(ref starts, row + 1) : 0;
            for (nint i = first; i < stop; i++)
            {
                nint place = Unsafe.Add(ref places, i);
                ref float from = ref Unsafe.Add(ref right, place * stride);
                TSimd factor = TSimd.And(TSimd.Broadcast(Unsafe.Add(ref left, place * next)), kept);
                low.Add(factor, ref from, lower);
                if (vectors > 4)
                    high.Add(factor, ref Unsafe.Add(ref from, 4 * TSimd.Width), upper);
            }

            low.Finish(end, 0, lower);
            if (vectors > 4)
                high.Finish(end, 4 * TSimd.Width, upper);
            end.NextRow();
        }
    }
}
