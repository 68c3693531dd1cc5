using System.Runtime.Intrinsics;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// The operations of a fused update for one vector width. Spans are padded to whole lines, except parameters that move,
/// which may have any length.
/// </summary>
internal abstract class KernelSet
{
    /// <summary>The kernels that the CPU supports, the widest first.</summary>
    public static IReadOnlyList<KernelSet> Available { get; } = [.. FindAvailable()];

    /// <summary>The widest kernels that the CPU supports.</summary>
    public static KernelSet Widest => Available[0];

    /// <summary>The number of values in a vector.</summary>
    public abstract int Width { get; }

    /// <inheritdoc cref="MatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in Product product);

    /// <inheritdoc cref="SparseMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in SparseProduct product, int row, int rows);

    /// <inheritdoc cref="DotProducts{TSimd}.Run"/>
    public abstract void Multiply(in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result);

    /// <inheritdoc cref="SampledProduct{TSimd}.Run"/>
    public abstract void Multiply(in Matrix left, in Matrix right, SparseRows places, in Matrix result);

    /// <inheritdoc cref="GatherMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in GatherProduct product);

    /// <inheritdoc cref="WindowMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in WindowProduct product);

    /// <inheritdoc cref="SparseConvolution{TSimd}.Run"/>
    public abstract void Convolve(in SparseImages images, int row, int rows);

    /// <inheritdoc cref="SparseConvolution{TSimd}.RunBack"/>
    public abstract void ConvolveBack(in SparseImages images);

    /// <inheritdoc cref="RestStep.Move"/>
    public abstract void Move(
        in RestStep rest, Span<float> values, Span<float> target, Span<float> first, Span<float> second);

    /// <inheritdoc cref="RestStep.See"/>
    public abstract void See(
        in RestStep rest,
        bool isTarget,
        ReadOnlySpan<float> values,
        ReadOnlySpan<float> target,
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        Span<float> seen);

    /// <inheritdoc cref="RestEvents{TSimd}.Move"/>
    public abstract void Move(
        RestClock clock,
        int time,
        int last,
        float epsilon,
        Span<float> values,
        Span<float> target,
        Span<float> first,
        Span<float> second);

    /// <inheritdoc cref="PatternSearch{TSimd}.Count"/>
    public abstract void CountOn(in Matrix units, Span<float> counts);

    /// <inheritdoc cref="PatternSearch{TSimd}.FindAlive"/>
    public abstract int FindAlive(in Matrix units, Span<int> alive);

    /// <inheritdoc cref="PatternSearch{TSimd}.FindExceptions"/>
    public abstract void FindExceptions(in Matrix units, ReadOnlySpan<float> baseline, SparseRows exceptions);

    /// <inheritdoc cref="PatternSearch{TSimd}.FindCommon"/>
    public abstract void FindCommon(in Matrix units, int step, Span<float> leads, Span<float> common);

    /// <inheritdoc cref="PatternSearch{TSimd}.FindDeviations"/>
    public abstract void FindDeviations(in Matrix units, ReadOnlySpan<float> common, in Matrix deviations, SparseRows places);

    /// <inheritdoc cref="PatternSearch{TSimd}.FindValues"/>
    public abstract void FindValues(in Matrix matrix, SparseRows places);

    /// <inheritdoc cref="Elementwise{TSimd}.Rectify"/>
    public abstract void Rectify(in Matrix matrix);

    /// <inheritdoc cref="Elementwise{TSimd}.Gate"/>
    public abstract void Gate(in Matrix matrix, in Matrix gate);

    /// <inheritdoc cref="Elementwise{TSimd}.Add"/>
    public abstract void Add(Span<float> values, ReadOnlySpan<float> others);

    /// <inheritdoc cref="Elementwise{TSimd}.Sum"/>
    public abstract void Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> others, Span<float> sums);

    /// <inheritdoc cref="Elementwise{TSimd}.AddNoise"/>
    public abstract void AddNoise(
        ReadOnlySpan<float> means, ReadOnlySpan<float> scales, ReadOnlySpan<float> noise, float factor, Span<float> weights);

    /// <inheritdoc cref="Elementwise{TSimd}.ScaleByNoise"/>
    public abstract void ScaleByNoise(ReadOnlySpan<float> values, ReadOnlySpan<float> noise, float factor, Span<float> scaled);

    /// <inheritdoc cref="Activation{TSimd}.Run"/>
    public abstract void Activate(SmoothActivation activation, in Matrix values, in Matrix result);

    /// <inheritdoc cref="Activation{TSimd}.RunBack"/>
    public abstract void ActivateBack(SmoothActivation activation, in Matrix values, in Matrix gradient, in Matrix result);

    /// <inheritdoc cref="LayerNormalization{TSimd}.Run"/>
    public abstract void Normalize(
        in Matrix values,
        in Matrix inverses,
        ReadOnlySpan<float> gain,
        ReadOnlySpan<float> bias,
        float epsilon,
        bool rectified,
        in Matrix result);

    /// <inheritdoc cref="LayerNormalization{TSimd}.RunBack"/>
    public abstract void NormalizeBack(
        in Matrix normalized,
        in Matrix inverses,
        ReadOnlySpan<float> gain,
        in Matrix gradient,
        Span<float> gainGradient,
        Span<float> biasGradient,
        in Matrix result);

    /// <inheritdoc cref="Elementwise{TSimd}.SumColumns"/>
    public abstract void SumColumns(in Matrix matrix, Span<float> sums);

    /// <inheritdoc cref="Elementwise{TSimd}.SquaredNorm"/>
    public abstract double SquaredNorm(ReadOnlySpan<float> values);

    /// <inheritdoc cref="Elementwise{TSimd}.Blend"/>
    public abstract void Blend(Span<float> values, ReadOnlySpan<float> others, float rate);

    /// <inheritdoc cref="Elementwise{TSimd}.Scale(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public abstract void Scale(
        ReadOnlySpan<float> values, ReadOnlySpan<float> offsets, ReadOnlySpan<float> factors, Span<float> scaled);

    /// <inheritdoc cref="Elementwise{TSimd}.Scale(ReadOnlySpan{float}, float, Span{float})"/>
    public abstract void Scale(ReadOnlySpan<float> values, float factor, Span<float> scaled);

    /// <inheritdoc cref="AdamStep.Move"/>
    public abstract void Move(
        in AdamStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    /// <inheritdoc cref="AdamStep.DecayMoments"/>
    public abstract void DecayMoments(Span<float> secondMoments, int steps);

    /// <inheritdoc cref="RmsPropStep.Move"/>
    public abstract void Move(
        in RmsPropStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> squares, Span<float> means);

    private static IEnumerable<KernelSet> FindAvailable()
    {
        if (Vector512.IsHardwareAccelerated)
            yield return new KernelSet<Simd512>();
        if (Vector256.IsHardwareAccelerated)
            yield return new KernelSet<Simd256>();
        if (Vector128.IsHardwareAccelerated)
            yield return new KernelSet<Simd128>();
        yield return new KernelSet<SimdScalar>();
    }
}
