using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// What steps with no gradient, and moves of the target between them, do to weights all at once: θ ← ω θ − m F(√v) and
/// θ' ← κ θ' + c θ − m F'(√v), with m and v fading.
/// </summary>
/// <param name="Kept">ω, what decay leaves of a weight.</param>
/// <param name="Moves">F, the sum of the moves of Adam.</param>
/// <param name="TargetKept">κ, what is left of a weight of the target.</param>
/// <param name="TargetTaken">c, what it has of the weight.</param>
/// <param name="TargetMoves">F', what it has of the moves.</param>
/// <param name="FirstFade">What is left of m.</param>
/// <param name="SecondFade">What is left of v.</param>
/// <param name="Mean">The c that F and F' are series about.</param>
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
    // As in a step of Adam.
    private const float Tiny = 1e-30f;

    /// <summary>What whole vectors of weights, or of the target's, would be moved to; the spans are as long.</summary>
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

    /// <summary>Moves whole vectors of values; the spans are as long.</summary>
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
            // The second moments of RMSProp are means, and may be negative; they move nothing.
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
