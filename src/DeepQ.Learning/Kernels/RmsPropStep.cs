using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// θ ← θ − α g / (√(n − m²) + ε), with n and m the averages of the gradient's square and of the gradient.
/// </summary>
/// <remarks>See <see cref="RMSPropOptimizer"/> for the paper.</remarks>
/// <param name="Scale">The factor of the gradient.</param>
/// <param name="Rate">The learning rate α.</param>
/// <param name="Smoothing">The decay of the averages in one step.</param>
/// <param name="Epsilon">ε.</param>
internal readonly record struct RmsPropStep(float Scale, double Rate, double Smoothing, double Epsilon)
{
    /// <summary>Updates whole vectors of values; the other spans may be longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move<TSimd>(Span<float> values, ReadOnlySpan<float> gradient, Span<float> squares, Span<float> means)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd keep = TSimd.Broadcast((float)Smoothing), take = TSimd.Broadcast((float)(1 - Smoothing));
        TSimd scale = TSimd.Broadcast(Scale), rate = TSimd.Broadcast((float)Rate);
        TSimd epsilon = TSimd.Broadcast((float)Epsilon);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float slope = ref MemoryMarshal.GetReference(gradient);
        ref float square = ref MemoryMarshal.GetReference(squares);
        ref float mean = ref MemoryMarshal.GetReference(means);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd g = TSimd.Load(ref Unsafe.Add(ref slope, i)) * scale;
            TSimd n = (TSimd.Load(ref Unsafe.Add(ref square, i)) * keep) + (g * g * take);
            TSimd m = (TSimd.Load(ref Unsafe.Add(ref mean, i)) * keep) + (g * take);
            TSimd.Store(n, ref Unsafe.Add(ref square, i));
            TSimd.Store(m, ref Unsafe.Add(ref mean, i));
            TSimd deviation = TSimd.SquareRoot(TSimd.Rectify(n - (m * m)));
            TSimd step = rate * g / (deviation + epsilon);
            TSimd.Store(TSimd.Load(ref Unsafe.Add(ref value, i)) - step, ref Unsafe.Add(ref value, i));
        }
    }
}
