using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Sums and blends whole vectors.</summary>
internal static class Elementwise<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    // Short enough that summing its squares in single precision loses no accuracy.
    private const int Block = 1024;

    /// <summary>Computes the sum of each column.</summary>
    /// <param name="matrix">The matrix, whose rows are padded to whole vectors.</param>
    /// <param name="sums">Receives the sums, including those of the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumColumns(in Matrix matrix, Span<float> sums)
    {
        ref float result = ref MemoryMarshal.GetReference(sums);
        for (nint column = 0; column < matrix.Columns; column += TSimd.Width)
        {
            TSimd sum = default;
            for (int row = 0; row < matrix.Rows; row++)
                sum += TSimd.Load(ref matrix.At(row, column));
            TSimd.Store(sum, ref Unsafe.Add(ref result, column));
        }
    }

    /// <summary>Computes x ← max(0, x), including the padding of rows to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rectify(in Matrix matrix)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            ref float values = ref matrix.At(row, 0);
            for (nint column = 0; column < matrix.Columns; column += TSimd.Width)
            {
                TSimd x = TSimd.Load(ref Unsafe.Add(ref values, column));
                TSimd.Store(TSimd.Rectify(x), ref Unsafe.Add(ref values, column));
            }
        }
    }

    /// <summary>
    /// Computes x ← x where the gate is positive and 0 elsewhere, including the padding of rows to whole vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gate(in Matrix matrix, in Matrix gate)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (nint column = 0; column < matrix.Columns; column += TSimd.Width)
            {
                ref float values = ref matrix.At(row, column);
                TSimd.Store(TSimd.Gate(TSimd.Load(ref values), TSimd.Load(ref gate.At(row, column))), ref values);
            }
        }
    }

    /// <summary>x ← x + y, for whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<float> values, ReadOnlySpan<float> others)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(others);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            ref float value = ref Unsafe.Add(ref x, i);
            TSimd.Store(TSimd.Load(ref value) + TSimd.Load(ref Unsafe.Add(ref y, i)), ref value);
        }
    }

    /// <summary>z ← x + y, for whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> others, Span<float> sums)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(others);
        ref float z = ref MemoryMarshal.GetReference(sums);
        for (nint i = 0; i < sums.Length; i += TSimd.Width)
            TSimd.Store(TSimd.Load(ref Unsafe.Add(ref x, i)) + TSimd.Load(ref Unsafe.Add(ref y, i)), ref Unsafe.Add(ref z, i));
    }

    /// <summary>w ← μ + σ (ε · f), for whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddNoise(
        ReadOnlySpan<float> means, ReadOnlySpan<float> scales, ReadOnlySpan<float> noise, float factor, Span<float> weights)
    {
        ref float mean = ref MemoryMarshal.GetReference(means);
        ref float scale = ref MemoryMarshal.GetReference(scales);
        ref float input = ref MemoryMarshal.GetReference(noise);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        TSimd output = TSimd.Broadcast(factor);
        for (nint i = 0; i < weights.Length; i += TSimd.Width)
        {
            TSimd drawn = TSimd.Load(ref Unsafe.Add(ref input, i)) * output;
            TSimd sum = TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref scale, i)), drawn, TSimd.Load(ref Unsafe.Add(ref mean, i)));
            TSimd.Store(sum, ref Unsafe.Add(ref weight, i));
        }
    }

    /// <summary>y ← x (ε · f), for whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleByNoise(ReadOnlySpan<float> values, ReadOnlySpan<float> noise, float factor, Span<float> scaled)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float input = ref MemoryMarshal.GetReference(noise);
        ref float y = ref MemoryMarshal.GetReference(scaled);
        TSimd output = TSimd.Broadcast(factor);
        for (nint i = 0; i < scaled.Length; i += TSimd.Width)
        {
            TSimd drawn = TSimd.Load(ref Unsafe.Add(ref input, i)) * output;
            TSimd.Store(TSimd.Load(ref Unsafe.Add(ref x, i)) * drawn, ref Unsafe.Add(ref y, i));
        }
    }

    /// <summary>y ← (x − offset) · factor, value by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(
        ReadOnlySpan<float> values, ReadOnlySpan<float> offsets, ReadOnlySpan<float> factors, Span<float> scaled)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float offset = ref MemoryMarshal.GetReference(offsets);
        ref float factor = ref MemoryMarshal.GetReference(factors);
        ref float y = ref MemoryMarshal.GetReference(scaled);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd difference = TSimd.Load(ref Unsafe.Add(ref x, i)) - TSimd.Load(ref Unsafe.Add(ref offset, i));
            TSimd.Store(difference * TSimd.Load(ref Unsafe.Add(ref factor, i)), ref Unsafe.Add(ref y, i));
        }
    }

    /// <summary>y ← x · factor, value by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<float> values, float factor, Span<float> scaled)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(scaled);
        TSimd factors = TSimd.Broadcast(factor);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
            TSimd.Store(TSimd.Load(ref Unsafe.Add(ref x, i)) * factors, ref Unsafe.Add(ref y, i));
    }

    /// <summary>Computes the sum of the squares of all values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredNorm(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        double sum = 0;
        for (nint start = 0; start < values.Length; start += Block)
        {
            nint end = Math.Min(start + Block, values.Length);
            TSimd even = default, odd = default;
            for (nint i = start; i < end; i += 2 * TSimd.Width)
            {
                TSimd x = TSimd.Load(ref Unsafe.Add(ref first, i));
                even = TSimd.MultiplyAdd(x, x, even);
                if (i + TSimd.Width < end)
                {
                    TSimd y = TSimd.Load(ref Unsafe.Add(ref first, i + TSimd.Width));
                    odd = TSimd.MultiplyAdd(y, y, odd);
                }
            }

            sum += TSimd.Sum(even + odd);
        }

        return sum;
    }

    /// <summary>Moves values part of the way to others: x ← x + τ (y − x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Blend(Span<float> values, ReadOnlySpan<float> others, float rate)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(others);
        TSimd part = TSimd.Broadcast(rate);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd from = TSimd.Load(ref Unsafe.Add(ref x, i));
            TSimd to = TSimd.Load(ref Unsafe.Add(ref y, i));
            TSimd.Store(TSimd.MultiplyAdd(part, to - from, from), ref Unsafe.Add(ref x, i));
        }
    }
}
