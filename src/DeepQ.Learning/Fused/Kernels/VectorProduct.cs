using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepQ.Learning;

/// <summary>A layer for one state: y = f(W x + b).</summary>
internal static class VectorProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>Computes the outputs of a layer.</summary>
    /// <param name="weights">W, whose rows are padded with zeros to whole vectors.</param>
    /// <param name="inputs">x, padded likewise.</param>
    /// <param name="biases">b.</param>
    /// <param name="rectified">Whether f is max(0, x).</param>
    /// <param name="outputs">Receives y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        in Matrix weights, ReadOnlySpan<float> inputs, ReadOnlySpan<float> biases, bool rectified, Span<float> outputs)
    {
        ref float x = ref MemoryMarshal.GetReference(inputs);
        int last = weights.Rows - 1;
        for (int row = 0; row <= last; row += 4)
        {
            // Beyond the last row it is computed again.
            ref float w0 = ref weights.At(row, 0);
            ref float w1 = ref weights.At(Math.Min(row + 1, last), 0);
            ref float w2 = ref weights.At(Math.Min(row + 2, last), 0);
            ref float w3 = ref weights.At(Math.Min(row + 3, last), 0);
            TSimd y0 = default, y1 = default, y2 = default, y3 = default;
            for (nint i = 0; i < inputs.Length; i += TSimd.Width)
            {
                TSimd values = TSimd.Load(ref Unsafe.Add(ref x, i));
                y0 = TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref w0, i)), values, y0);
                y1 = TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref w1, i)), values, y1);
                y2 = TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref w2, i)), values, y2);
                y3 = TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref w3, i)), values, y3);
            }

            Store(row, TSimd.Sum(y0), biases, rectified, outputs);
            Store(Math.Min(row + 1, last), TSimd.Sum(y1), biases, rectified, outputs);
            Store(Math.Min(row + 2, last), TSimd.Sum(y2), biases, rectified, outputs);
            Store(Math.Min(row + 3, last), TSimd.Sum(y3), biases, rectified, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        int row, float sum, ReadOnlySpan<float> biases, bool rectified, Span<float> outputs)
    {
        float value = sum + biases[row];
        outputs[row] = rectified && value < 0 ? 0 : value;
    }
}
