using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// θ ← (1 − αλ) θ − α m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ), m and v the averages of the gradient
/// and its square.
/// </summary>
/// <remarks>See <see cref="AdamOptimizer"/> for the papers.</remarks>
/// <param name="Scale">The factor of the gradient.</param>
/// <param name="Decay">The factor of a weight, 1 − αλ.</param>
/// <param name="Rate">α / (1 − β₁ᵗ).</param>
/// <param name="Root">1 / √(1 − β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
internal readonly record struct AdamStep(float Scale, float Decay, float Rate, float Root, float Epsilon)
{
    /// <summary>β₁, the decay of m in one step.</summary>
    public const float FirstKept = (float)Beta1;

    /// <summary>β₂, the decay of v in one step.</summary>
    public const float SecondKept = (float)Beta2;

    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    // The averages of units that are never on decay forever, and CPUs are slow with subnormal numbers.
    private const float Tiny = 1e-30f;

    /// <summary>Computes the factors of step t.</summary>
    public static AdamStep At(long step, float scale, double learningRate, double epsilon, double weightDecay) => new(
        scale,
        (float)(1 - (learningRate * weightDecay)),
        (float)(learningRate / (1 - Math.Pow(Beta1, step))),
        (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))),
        (float)epsilon);

    /// <summary>Updates whole vectors of values; the other spans may be longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move<TSimd>(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> firstMoments, Span<float> secondMoments)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd keep1 = TSimd.Broadcast((float)Beta1), take1 = TSimd.Broadcast((float)(1 - Beta1));
        TSimd keep2 = TSimd.Broadcast((float)Beta2), take2 = TSimd.Broadcast((float)(1 - Beta2));
        TSimd scale = TSimd.Broadcast(Scale), decay = TSimd.Broadcast(Decay), rate = TSimd.Broadcast(Rate);
        TSimd root = TSimd.Broadcast(Root), epsilon = TSimd.Broadcast(Epsilon), tiny = TSimd.Broadcast(Tiny);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float slope = ref MemoryMarshal.GetReference(gradient);
        ref float first = ref MemoryMarshal.GetReference(firstMoments);
        ref float second = ref MemoryMarshal.GetReference(secondMoments);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd g = TSimd.Load(ref Unsafe.Add(ref slope, i)) * scale;
            TSimd m = TSimd.DropSmall(
                TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref first, i)), keep1, g * take1), tiny);
            TSimd v = TSimd.DropSmall(
                TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref second, i)), keep2, g * g * take2), tiny);
            TSimd.Store(m, ref Unsafe.Add(ref first, i));
            TSimd.Store(v, ref Unsafe.Add(ref second, i));
            TSimd step = m * rate / TSimd.MultiplyAdd(TSimd.SquareRoot(v), root, epsilon);
            TSimd.Store((TSimd.Load(ref Unsafe.Add(ref value, i)) * decay) - step, ref Unsafe.Add(ref value, i));
        }
    }

    /// <summary>Applies a number of steps without a gradient to the second moments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DecayMoments<TSimd>(Span<float> secondMoments, int steps)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd keep = TSimd.Broadcast((float)Beta2), tiny = TSimd.Broadcast(Tiny);
        ref float second = ref MemoryMarshal.GetReference(secondMoments);
        for (nint i = 0; i < secondMoments.Length; i += TSimd.Width)
        {
            TSimd v = TSimd.Load(ref Unsafe.Add(ref second, i));
            for (int step = 0; step < steps; step++)
                v = TSimd.DropSmall(v * keep, tiny);
            TSimd.Store(v, ref Unsafe.Add(ref second, i));
        }
    }
}
