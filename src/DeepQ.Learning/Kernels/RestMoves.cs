using System.Runtime.CompilerServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// F(s) = Σⱼ aⱼ / (s + ε cⱼ), the moves of Adam in steps without a gradient, in units of m, where s = √v.
/// </summary>
/// <remarks>
/// With any c near the cⱼ, and u = ε / (s + ε c), the series F(s) = Σ a · (1 − M₁ u + M₂ u² − M₃ u³ + M₄ u⁴ − …) / (s +
/// ε c) in the moments M of the cⱼ about c converges fast: except in the first steps the cⱼ differ little, and if s is
/// much greater than ε their differences hardly matter.
/// </remarks>
/// <param name="Sum">Σ a.</param>
/// <param name="First">M₁; zero if c is their mean weighted by a.</param>
/// <param name="Second">M₂.</param>
/// <param name="Third">M₃.</param>
/// <param name="Fourth">M₄.</param>
internal readonly record struct RestMoves(float Sum, float First, float Second, float Third, float Fourth)
{
    /// <summary>Computes F in units of 1 / (s + ε c).</summary>
    /// <param name="u">u.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd At<TSimd>(TSimd u)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd series = TSimd.Broadcast(Third) - (u * TSimd.Broadcast(Fourth));
        series = TSimd.Broadcast(Second) - (u * series);
        series = TSimd.Broadcast(First) - (u * series);
        return TSimd.Broadcast(Sum) * (TSimd.Broadcast(1) - (u * series));
    }
}
