using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Normalizes the rows of a matrix.</summary>
/// <remarks>
/// x̂ = (x − μ) / √(σ² + ε) and y = x̂ ∘ g + b, with μ the mean and σ² the variance of the values of a row. Rows are padded
/// with zeros to whole vectors, and the padding stays zero.
/// </remarks>
internal static class LayerNormalization<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>Computes y.</summary>
    /// <param name="values">x; receives x̂.</param>
    /// <param name="inverses">Receives 1 / √(σ² + ε) of each row in its first column.</param>
    /// <param name="gain">g, padded with zeros.</param>
    /// <param name="bias">b, padded with zeros.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rectified">Whether y is max(0, x̂ ∘ g + b) instead.</param>
    /// <param name="result">Receives y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        in Matrix values,
        in Matrix inverses,
        ReadOnlySpan<float> gain,
        ReadOnlySpan<float> bias,
        float epsilon,
        bool rectified,
        in Matrix result)
    {
        TSimd end = End(values.Columns, stackalloc float[AlignedBuffer.Line]);
        nint last = LastVector(values.Columns);
        ref float gains = ref MemoryMarshal.GetReference(gain);
        ref float biases = ref MemoryMarshal.GetReference(bias);
        for (int row = 0; row < values.Rows; row++)
        {
            ref float x = ref values.At(row, 0);
            ref float y = ref result.At(row, 0);
            TSimd sum = default, squares = default;
            for (nint i = 0; i <= last; i += TSimd.Width)
                sum += TSimd.Load(ref Unsafe.Add(ref x, i));
            TSimd mean = TSimd.Broadcast(TSimd.Sum(sum) / values.Columns);
            for (nint i = 0; i <= last; i += TSimd.Width)
            {
                TSimd centered = TSimd.Load(ref Unsafe.Add(ref x, i)) - mean;
                if (i == last)
                    centered = TSimd.Gate(centered, end);
                squares = TSimd.MultiplyAdd(centered, centered, squares);
                TSimd.Store(centered, ref Unsafe.Add(ref x, i));
            }

            float inverse = 1 / MathF.Sqrt((TSimd.Sum(squares) / values.Columns) + epsilon);
            inverses.At(row, 0) = inverse;
            TSimd scale = TSimd.Broadcast(inverse);
            for (nint i = 0; i <= last; i += TSimd.Width)
            {
                TSimd normalized = TSimd.Load(ref Unsafe.Add(ref x, i)) * scale;
                TSimd.Store(normalized, ref Unsafe.Add(ref x, i));
                TSimd scaled = TSimd.MultiplyAdd(
                    normalized, TSimd.Load(ref Unsafe.Add(ref gains, i)), TSimd.Load(ref Unsafe.Add(ref biases, i)));
                TSimd.Store(rectified ? TSimd.Rectify(scaled) : scaled, ref Unsafe.Add(ref y, i));
            }
        }
    }

    /// <summary>
    /// Computes dL/dx = (h − mean(h) − x̂ mean(h ∘ x̂)) / √(σ² + ε) with h = dL/dy ∘ g, and over all rows dL/dg = Σ dL/dy ∘ x̂ and
    /// dL/db = Σ dL/dy.
    /// </summary>
    /// <param name="normalized">x̂.</param>
    /// <param name="inverses">1 / √(σ² + ε) of each row in its first column.</param>
    /// <param name="gain">g, padded with zeros.</param>
    /// <param name="gradient">dL/dy.</param>
    /// <param name="gainGradient">Receives dL/dg, padded.</param>
    /// <param name="biasGradient">Receives dL/db, padded.</param>
    /// <param name="result">Receives dL/dx.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBack(
        in Matrix normalized,
        in Matrix inverses,
        ReadOnlySpan<float> gain,
        in Matrix gradient,
        Span<float> gainGradient,
        Span<float> biasGradient,
        in Matrix result)
    {
        TSimd end = End(normalized.Columns, stackalloc float[AlignedBuffer.Line]);
        nint last = LastVector(normalized.Columns);
        ref float gains = ref MemoryMarshal.GetReference(gain);
        ref float gainSums = ref MemoryMarshal.GetReference(gainGradient);
        ref float biasSums = ref MemoryMarshal.GetReference(biasGradient);
        gainGradient.Clear();
        biasGradient.Clear();
        for (int row = 0; row < normalized.Rows; row++)
        {
            ref float values = ref normalized.At(row, 0);
            ref float slopes = ref gradient.At(row, 0);
            TSimd sum = default, product = default;
            for (nint i = 0; i <= last; i += TSimd.Width)
            {
                TSimd x = TSimd.Load(ref Unsafe.Add(ref values, i));
                TSimd dy = TSimd.Load(ref Unsafe.Add(ref slopes, i));
                TSimd h = dy * TSimd.Load(ref Unsafe.Add(ref gains, i));
                sum += h;
                product = TSimd.MultiplyAdd(h, x, product);
                TSimd.Store(
                    TSimd.MultiplyAdd(dy, x, TSimd.Load(ref Unsafe.Add(ref gainSums, i))), ref Unsafe.Add(ref gainSums, i));
                TSimd.Store(dy + TSimd.Load(ref Unsafe.Add(ref biasSums, i)), ref Unsafe.Add(ref biasSums, i));
            }

            TSimd mean = TSimd.Broadcast(TSimd.Sum(sum) / normalized.Columns);
            TSimd along = TSimd.Broadcast(TSimd.Sum(product) / normalized.Columns);
            TSimd scale = TSimd.Broadcast(inverses.At(row, 0));
            ref float target = ref result.At(row, 0);
            for (nint i = 0; i <= last; i += TSimd.Width)
            {
                TSimd x = TSimd.Load(ref Unsafe.Add(ref values, i));
                TSimd h = TSimd.Load(ref Unsafe.Add(ref slopes, i)) * TSimd.Load(ref Unsafe.Add(ref gains, i));
                TSimd dx = (h - mean - (x * along)) * scale;
                TSimd.Store(i == last ? TSimd.Gate(dx, end) : dx, ref Unsafe.Add(ref target, i));
            }
        }
    }

    private static nint LastVector(int columns) => (columns - 1) / TSimd.Width * TSimd.Width;

    // One for each column of the last vector, zero for its padding.
    private static TSimd End(int columns, Span<float> ones)
    {
        ones.Clear();
        ones[..(columns - (int)LastVector(columns))].Fill(1);
        return TSimd.Load(ref ones[0]);
    }
}
