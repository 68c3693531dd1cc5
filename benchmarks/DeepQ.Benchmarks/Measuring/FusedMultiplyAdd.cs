using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepQ.Benchmarks;

/// <summary>
/// The most that one thread can compute: multiplications with additions on registers alone, as wide as the machine has
/// them, with more of them under way than the latency of one asks for.
/// </summary>
internal static class FusedMultiplyAdd
{
    /// <summary>What the tables call it.</summary>
    public const string Name = "peak of one thread";

    private const int Iterations = 1_000;
    private const int Chains = 12;

    // Every block goes on from it, so that no work can be left out.
    private static float _sum;

    /// <summary>The number of values that one instruction computes.</summary>
    public static int Lanes => Vector512.IsHardwareAccelerated ? Lanes512.Count : UsualLanes.Count;

    /// <summary>The loop as a contestant.</summary>
    public static Candidate Candidate => new(
        Name, Vector512.IsHardwareAccelerated ? Repeat<Lanes512> : Repeat<UsualLanes>)
    {
        Flops = 2.0 * Iterations * Chains * Lanes,
    };

    private static void Repeat<T>(int count)
        where T : struct, ILanes<T>
    {
        for (int i = 0; i < count; i++)
            _sum = Block<T>(_sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Block<T>(float start)
        where T : struct, ILanes<T>
    {
        T half = T.Of(0.5f), one = T.Of(1);
        T a = T.Of(start), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (int n = 0; n < Iterations; n++)
        {
            a = T.MultiplyAdd(a, half, one);
            b = T.MultiplyAdd(b, half, one);
            c = T.MultiplyAdd(c, half, one);
            d = T.MultiplyAdd(d, half, one);
            e = T.MultiplyAdd(e, half, one);
            f = T.MultiplyAdd(f, half, one);
            g = T.MultiplyAdd(g, half, one);
            h = T.MultiplyAdd(h, half, one);
            i = T.MultiplyAdd(i, half, one);
            j = T.MultiplyAdd(j, half, one);
            k = T.MultiplyAdd(k, half, one);
            l = T.MultiplyAdd(l, half, one);
        }

        return T.Sum(a) + T.Sum(b) + T.Sum(c) + T.Sum(d) + T.Sum(e) + T.Sum(f)
            + T.Sum(g) + T.Sum(h) + T.Sum(i) + T.Sum(j) + T.Sum(k) + T.Sum(l);
    }
}
