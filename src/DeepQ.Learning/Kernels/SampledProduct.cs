using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Computes single values of A Bᵀ: the scalar products of rows that are needed.</summary>
internal static class SampledProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes the values at some positions; the others stay as they are.</summary>
    /// <param name="left">A, whose rows are contiguous and padded with zeros to whole vectors.</param>
    /// <param name="right">B, likewise, with as many columns.</param>
    /// <param name="places">For each row of A, the rows of B.</param>
    /// <param name="result">Receives the values, one row per row of A and one column per row of B.</param>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in Matrix left, in Matrix right, SparseRows places, in Matrix result)
    {
        ref int starts = ref MemoryMarshal.GetReference(places.Starts);
        ref int columns = ref MemoryMarshal.GetReference(places.Columns);
        ref float b = ref right.At(0, 0);
        nint stride = right.RowStride, width = left.Columns;
        for (int row = 0; row < left.Rows; row++)
        {
            ref float a = ref left.At(row, 0);
            ref float c = ref result.At(row, 0);
            nint last = Unsafe.Add(ref starts, row + 1) - 1;
            for (nint i = Unsafe.Add(ref starts, row); i <= last; i += 4)
            {
                // Beyond the last position, it is computed again.
                nint p0 = Unsafe.Add(ref columns, i), p1 = Unsafe.Add(ref columns, Math.Min(i + 1, last));
                nint p2 = Unsafe.Add(ref columns, Math.Min(i + 2, last)), p3 = Unsafe.Add(ref columns, Math.Min(i + 3, last));
                ref float b0 = ref Unsafe.Add(ref b, p0 * stride);
                ref float b1 = ref Unsafe.Add(ref b, p1 * stride);
                ref float b2 = ref Unsafe.Add(ref b, p2 * stride);
                ref float b3 = ref Unsafe.Add(ref b, p3 * stride);
                TSimd c0 = default, c1 = default, c2 = default, c3 = default;
                for (nint k = 0; k < width; k += TSimd.Width)
                {
                    TSimd values = TSimd.Load(ref Unsafe.Add(ref a, k));
                    c0 = TSimd.MultiplyAdd(values, TSimd.Load(ref Unsafe.Add(ref b0, k)), c0);
                    c1 = TSimd.MultiplyAdd(values, TSimd.Load(ref Unsafe.Add(ref b1, k)), c1);
                    c2 = TSimd.MultiplyAdd(values, TSimd.Load(ref Unsafe.Add(ref b2, k)), c2);
                    c3 = TSimd.MultiplyAdd(values, TSimd.Load(ref Unsafe.Add(ref b3, k)), c3);
                }

                Unsafe.Add(ref c, p0) = TSimd.Sum(c0);
                Unsafe.Add(ref c, p1) = TSimd.Sum(c1);
                Unsafe.Add(ref c, p2) = TSimd.Sum(c2);
                Unsafe.Add(ref c, p3) = TSimd.Sum(c3);
            }
        }
    }
}
