using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Computes a <see cref="GatherProduct"/> row by row, up to four vectors at a time, whose sums stay in registers.</summary>
internal static class GatherMatrixProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes all rows, with all whole vectors that cover the columns.</summary>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in GatherProduct product)
    {
        int columns = product.Result.Columns;
        int column = 0;
        while (column < columns)
        {
            int vectors = (columns - column + TSimd.Width - 1) / TSimd.Width;
            switch (vectors)
            {
                case >= 4: Columns<Constant.Four>(product, column); column += 4 * TSimd.Width; break;
                case >= 2: Columns<Constant.Two>(product, column); column += 2 * TSimd.Width; break;
                default: Columns<Constant.One>(product, column); column += TSimd.Width; break;
            }
        }
    }

    // Compiled for each number of vectors.
    [MethodImpl(HotAndNotInlined)]
    private static void Columns<TVectors>(in GatherProduct product, int column)
        where TVectors : struct, IConstant
    {
        int vectors = TVectors.Value;
        ref int starts = ref MemoryMarshal.GetReference(product.Starts);
        ref int places = ref MemoryMarshal.GetReference(product.Places);
        ref float values = ref MemoryMarshal.GetReference(product.Values);
        ref float right = ref product.Right.At(0, column);
        nint stride = product.Right.RowStride;
        TileEpilogue end = new(product.Result, default, product.Rectified, 0, column);
        for (int row = 0; row < product.Result.Rows; row++)
        {
            RegisterQuad<TSimd> sums = RegisterQuad<TSimd>.Load(product.Biases, column, vectors);
            nint last = Unsafe.Add(ref starts, row + 1);
            for (nint i = Unsafe.Add(ref starts, row); i < last; i++)
            {
                TSimd factor = TSimd.Broadcast(Unsafe.Add(ref values, i));
                sums.Add(factor, ref Unsafe.Add(ref right, Unsafe.Add(ref places, i) * stride), vectors);
            }

            sums.Finish(end, 0, vectors);
            end.NextRow();
        }
    }
}
