using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Applies missed events to weights that rested, one by one.</summary>
internal static class RestEvents<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    // As in AdamStep.
    private const float Tiny = 1e-30f;

    /// <summary>Updates whole vectors of values; the spans have the same length.</summary>
    /// <param name="clock">The events.</param>
    /// <param name="time">The time at which the weights were up to date.</param>
    /// <param name="last">The last event to apply.</param>
    /// <param name="smallest">ε of Adam.</param>
    /// <param name="values">The weights.</param>
    /// <param name="target">The weights of the target.</param>
    /// <param name="firstMoments">m.</param>
    /// <param name="secondMoments">v.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(
        RestClock clock,
        int time,
        int last,
        float smallest,
        Span<float> values,
        Span<float> target,
        Span<float> firstMoments,
        Span<float> secondMoments)
    {
        TSimd epsilon = TSimd.Broadcast(smallest), tiny = TSimd.Broadcast(Tiny);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float late = ref MemoryMarshal.GetReference(target);
        ref float first = ref MemoryMarshal.GetReference(firstMoments);
        ref float second = ref MemoryMarshal.GetReference(secondMoments);
        for (nint i = 0; i < values.Length; i += TSimd.Width)
        {
            TSimd w = TSimd.Load(ref Unsafe.Add(ref value, i)), other = TSimd.Load(ref Unsafe.Add(ref late, i));
            TSimd m = TSimd.Load(ref Unsafe.Add(ref first, i)), v = TSimd.Load(ref Unsafe.Add(ref second, i));
            for (int at = time + 1; at <= last; at++)
            {
                ref readonly RestEvent happened = ref clock.At(at);
                if (happened.Blend != 0)
                {
                    other = TSimd.MultiplyAdd(TSimd.Broadcast(happened.Blend), w - other, other);
                    continue;
                }

                m = TSimd.DropSmall(m * TSimd.Broadcast(happened.FirstFade), tiny);
                v = TSimd.DropSmall(v * TSimd.Broadcast(happened.SecondFade), tiny);
                if (happened.Adam.Root == 0)
                    continue;
                TSimd size = TSimd.MultiplyAdd(TSimd.SquareRoot(v), TSimd.Broadcast(happened.Adam.Root), epsilon);
                w = (w * TSimd.Broadcast(happened.Adam.Decay)) - (m * TSimd.Broadcast(happened.Adam.Rate) / size);
            }

            TSimd.Store(w, ref Unsafe.Add(ref value, i));
            TSimd.Store(other, ref Unsafe.Add(ref late, i));
            TSimd.Store(m, ref Unsafe.Add(ref first, i));
            TSimd.Store(v, ref Unsafe.Add(ref second, i));
        }
    }
}
