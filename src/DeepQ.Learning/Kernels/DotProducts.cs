using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>C = A Bᵀ + b for few rows of B: a layer of few outputs, with its weights as in torch.</summary>
internal static class DotProducts<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes all values.</summary>
    /// <param name="left">A, whose rows are contiguous and padded with zeros to whole vectors.</param>
    /// <param name="right">B, likewise, with as many columns.</param>
    /// <param name="biases">b, one value per row of B.</param>
    /// <param name="result">Receives C.</param>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result)
    {
        // Beyond the last row, a row is computed again.
        for (int row = 0; row < left.Rows; row += 4)
        {
            for (int column = 0; column < right.Rows; column += 2)
                Tile(left, right, biases, result, row, column);
        }
    }

    [MethodImpl(HotAndNotInlined)]
    private static void Tile(
        in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result, int row, int column)
    {
        int row1 = Math.Min(row + 1, left.Rows - 1);
        int row2 = Math.Min(row + 2, left.Rows - 1);
        int row3 = Math.Min(row + 3, left.Rows - 1);
        int next = Math.Min(column + 1, right.Rows - 1);
        ref float a0 = ref left.At(row, 0);
        ref float a1 = ref left.At(row1, 0);
        ref float a2 = ref left.At(row2, 0);
        ref float a3 = ref left.At(row3, 0);
        ref float b0 = ref right.At(column, 0);
        ref float b1 = ref right.At(next, 0);
        TSimd c00 = default, c01 = default, c10 = default, c11 = default;
        TSimd c20 = default, c21 = default, c30 = default, c31 = default;
        for (nint i = 0; i < left.Columns; i += TSimd.Width)
        {
            TSimd first = TSimd.Load(ref Unsafe.Add(ref b0, i));
            TSimd second = TSimd.Load(ref Unsafe.Add(ref b1, i));
            TSimd values = TSimd.Load(ref Unsafe.Add(ref a0, i));
            c00 = TSimd.MultiplyAdd(values, first, c00);
            c01 = TSimd.MultiplyAdd(values, second, c01);
            values = TSimd.Load(ref Unsafe.Add(ref a1, i));
            c10 = TSimd.MultiplyAdd(values, first, c10);
            c11 = TSimd.MultiplyAdd(values, second, c11);
            values = TSimd.Load(ref Unsafe.Add(ref a2, i));
            c20 = TSimd.MultiplyAdd(values, first, c20);
            c21 = TSimd.MultiplyAdd(values, second, c21);
            values = TSimd.Load(ref Unsafe.Add(ref a3, i));
            c30 = TSimd.MultiplyAdd(values, first, c30);
            c31 = TSimd.MultiplyAdd(values, second, c31);
        }

        ref float bias = ref MemoryMarshal.GetReference(biases);
        float bias0 = Unsafe.Add(ref bias, column), bias1 = Unsafe.Add(ref bias, next);
        result.At(row, column) = TSimd.Sum(c00) + bias0;
        result.At(row, next) = TSimd.Sum(c01) + bias1;
        result.At(row1, column) = TSimd.Sum(c10) + bias0;
        result.At(row1, next) = TSimd.Sum(c11) + bias1;
        result.At(row2, column) = TSimd.Sum(c20) + bias0;
        result.At(row2, next) = TSimd.Sum(c21) + bias1;
        result.At(row3, column) = TSimd.Sum(c30) + bias0;
        result.At(row3, next) = TSimd.Sum(c31) + bias1;
    }
}
