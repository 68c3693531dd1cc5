using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Computes a <see cref="GatherProduct"/> row by row, up to four vectors at a time, whose sums stay in registers.</summary>
internal static class GatherMatrixProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes all rows, and of them all whole vectors that cover the columns.</summary>
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
                case >= 4: Four(product, column); column += 4 * TSimd.Width; break;
                case >= 2: Two(product, column); column += 2 * TSimd.Width; break;
                default: One(product, column); column += TSimd.Width; break;
            }
        }
    }

    [MethodImpl(HotAndNotInlined)]
    private static void Four(in GatherProduct product, int column) => Columns(product, column, 4);

    [MethodImpl(HotAndNotInlined)]
    private static void Two(in GatherProduct product, int column) => Columns(product, column, 2);

    [MethodImpl(HotAndNotInlined)]
    private static void One(in GatherProduct product, int column) => Columns(product, column, 1);

    // Compiled for each number of vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(in GatherProduct product, int column, int vectors)
    {
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
