using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// The combined effect on weights of steps without a gradient and of the moves of the target between them: θ ← ω θ − m
/// F(√v) and θ' ← κ θ' + c θ − m F'(√v), while m and v decay.
/// </summary>
/// <param name="Kept">ω, the factor of a weight after decay.</param>
/// <param name="Moves">F, the sum of the moves of Adam.</param>
/// <param name="TargetKept">κ, the factor of a target weight.</param>
/// <param name="TargetTaken">c, the share of the weight in the target.</param>
/// <param name="TargetMoves">F', the share of the moves in the target.</param>
/// <param name="FirstFade">The factor of m.</param>
/// <param name="SecondFade">The factor of v.</param>
/// <param name="Mean">The c around which F and F' are expanded.</param>
/// <param name="Epsilon">ε of Adam.</param>
internal readonly record struct RestStep(
    float Kept,
    RestMoves Moves,
    float TargetKept,
    float TargetTaken,
    RestMoves TargetMoves,
    float FirstFade,
    float SecondFade,
    float Mean,
    float Epsilon)
{
    // As in AdamStep.
    private const float Tiny = 1e-30f;

    /// <summary>
    /// Computes where whole vectors of weights, or of the target's, would move; the spans have the same length.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void See<TSimd>(
        bool isTarget,
        ReadOnlySpan<float> values,
        ReadOnlySpan<float> target,
        ReadOnlySpan<float> firstMoments,
        ReadOnlySpan<float> secondMoments,
        Span<float> seen)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd kept = TSimd.Broadcast(isTarget ? TargetTaken : Kept), targetKept = TSimd.Broadcast(isTarget ? TargetKept : 0);
        TSimd epsilon = TSimd.Broadcast(Epsilon), mean = TSimd.Broadcast(Mean);
        RestMoves moves = isTarget ? TargetMoves : Moves;
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float late = ref MemoryMarshal.GetReference(target);
        ref float first = ref MemoryMarshal.GetReference(firstMoments);
        ref float second = ref MemoryMarshal.GetReference(secondMoments);
        ref float result = ref MemoryMarshal.GetReference(seen);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd root = TSimd.SquareRoot(TSimd.Rectify(TSimd.Load(ref Unsafe.Add(ref second, i))));
            TSimd inverse = TSimd.Broadcast(1) / TSimd.MultiplyAdd(epsilon, mean, root);
            TSimd was = TSimd.Load(ref Unsafe.Add(ref late, i)) * targetKept;
            TSimd moved = TSimd.Load(ref Unsafe.Add(ref first, i)) * inverse * moves.At(epsilon * inverse);
            TSimd.Store(
                TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref value, i)), kept, was) - moved,
                ref Unsafe.Add(ref result, i));
        }
    }

    /// <summary>Updates whole vectors of values; the spans have the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move<TSimd>(Span<float> values, Span<float> target, Span<float> firstMoments, Span<float> secondMoments)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd kept = TSimd.Broadcast(Kept), targetKept = TSimd.Broadcast(TargetKept), taken = TSimd.Broadcast(TargetTaken);
        TSimd firstFade = TSimd.Broadcast(FirstFade), secondFade = TSimd.Broadcast(SecondFade);
        TSimd epsilon = TSimd.Broadcast(Epsilon), mean = TSimd.Broadcast(Mean), tiny = TSimd.Broadcast(Tiny);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float late = ref MemoryMarshal.GetReference(target);
        ref float first = ref MemoryMarshal.GetReference(firstMoments);
        ref float second = ref MemoryMarshal.GetReference(secondMoments);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd w = TSimd.Load(ref Unsafe.Add(ref value, i));
            TSimd old = TSimd.Load(ref Unsafe.Add(ref first, i));
            TSimd v = TSimd.Load(ref Unsafe.Add(ref second, i));
            // The second moments of RMSProp are means here and may be negative; they have no effect.
            TSimd root = TSimd.SquareRoot(TSimd.Rectify(v));
            TSimd inverse = TSimd.Broadcast(1) / TSimd.MultiplyAdd(epsilon, mean, root);
            TSimd u = epsilon * inverse;
            TSimd m = old * inverse;
            TSimd moves = m * Moves.At(u);
            TSimd targetMoves = m * TargetMoves.At(u);
            TSimd was = TSimd.Load(ref Unsafe.Add(ref late, i)) * targetKept;
            TSimd.Store(TSimd.MultiplyAdd(w, taken, was) - targetMoves, ref Unsafe.Add(ref late, i));
            TSimd.Store((w * kept) - moves, ref Unsafe.Add(ref value, i));
            TSimd.Store(TSimd.DropSmall(old * firstFade, tiny), ref Unsafe.Add(ref first, i));
            TSimd.Store(TSimd.DropSmall(v * secondFade, tiny), ref Unsafe.Add(ref second, i));
        }
    }
}
