using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>The operations compiled for one width of vector.</summary>
internal sealed class KernelSet<TSimd> : KernelSet
    where TSimd : struct, ISimd<TSimd>
{
    public override int Width => TSimd.Width;

    public override void Multiply(in Product product) => MatrixProduct<TSimd>.Run(product);

    public override void Multiply(in SparseProduct product, int row, int rows) =>
        SparseMatrixProduct<TSimd>.Run(product, row, rows);

    public override void Multiply(
        in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result) =>
        DotProducts<TSimd>.Run(left, right, biases, result);

    public override void Multiply(in Matrix left, in Matrix right, SparseRows places, in Matrix result) =>
        SampledProduct<TSimd>.Run(left, right, places, result);

    public override void Multiply(in GatherProduct product) => GatherMatrixProduct<TSimd>.Run(product);

    public override void Multiply(in WindowProduct product) => WindowMatrixProduct<TSimd>.Run(product);

    public override void Convolve(in SparseImages images, int row, int rows) =>
        SparseConvolution<TSimd>.Run(images, row, rows);

    public override void ConvolveBack(in SparseImages images) => SparseConvolution<TSimd>.RunBack(images);

    public override void Move(
        in RestStep rest, Span<float> values, Span<float> target, Span<float> first, Span<float> second) =>
        rest.Move<TSimd>(values, target, first, second);

    public override void See(
        in RestStep rest,
        bool isTarget,
        ReadOnlySpan<float> values,
        ReadOnlySpan<float> target,
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        Span<float> seen) =>
        rest.See<TSimd>(isTarget, values, target, first, second, seen);

    public override void Move(
        RestClock clock,
        int time,
        int last,
        float epsilon,
        Span<float> values,
        Span<float> target,
        Span<float> first,
        Span<float> second) =>
        RestEvents<TSimd>.Move(clock, time, last, epsilon, values, target, first, second);

    public override void CountOn(in Matrix units, Span<float> counts) => PatternSearch<TSimd>.Count(units, counts);

    public override int FindAlive(in Matrix units, Span<int> alive) => PatternSearch<TSimd>.FindAlive(units, alive);

    public override void FindExceptions(in Matrix units, ReadOnlySpan<float> baseline, SparseRows exceptions) =>
        PatternSearch<TSimd>.FindExceptions(units, baseline, exceptions);

    public override void FindCommon(in Matrix units, int step, Span<float> leads, Span<float> common) =>
        PatternSearch<TSimd>.FindCommon(units, step, leads, common);

    public override void FindDeviations(
        in Matrix units, ReadOnlySpan<float> common, in Matrix deviations, SparseRows places) =>
        PatternSearch<TSimd>.FindDeviations(units, common, deviations, places);

    public override void FindValues(in Matrix matrix, SparseRows places) =>
        PatternSearch<TSimd>.FindValues(matrix, places);

    public override void Rectify(in Matrix matrix) => Elementwise<TSimd>.Rectify(matrix);

    public override void Gate(in Matrix matrix, in Matrix gate) => Elementwise<TSimd>.Gate(matrix, gate);

    public override void Add(Span<float> values, ReadOnlySpan<float> others) => Elementwise<TSimd>.Add(values, others);

    public override void Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> others, Span<float> sums) =>
        Elementwise<TSimd>.Sum(values, others, sums);

    public override void AddNoise(
        ReadOnlySpan<float> means, ReadOnlySpan<float> scales, ReadOnlySpan<float> noise, float factor, Span<float> weights) =>
        Elementwise<TSimd>.AddNoise(means, scales, noise, factor, weights);

    public override void ScaleByNoise(
        ReadOnlySpan<float> values, ReadOnlySpan<float> noise, float factor, Span<float> scaled) =>
        Elementwise<TSimd>.ScaleByNoise(values, noise, factor, scaled);

    public override void Activate(SmoothActivation activation, in Matrix values, in Matrix result) =>
        Activation<TSimd>.Run(activation, values, result);

    public override void ActivateBack(SmoothActivation activation, in Matrix values, in Matrix gradient, in Matrix result) =>
        Activation<TSimd>.RunBack(activation, values, gradient, result);

    public override void Normalize(
        in Matrix values,
        in Matrix inverses,
        ReadOnlySpan<float> gain,
        ReadOnlySpan<float> bias,
        float epsilon,
        bool rectified,
        in Matrix result) =>
        LayerNormalization<TSimd>.Run(values, inverses, gain, bias, epsilon, rectified, result);

    public override void NormalizeBack(
        in Matrix normalized,
        in Matrix inverses,
        ReadOnlySpan<float> gain,
        in Matrix gradient,
        Span<float> gainGradient,
        Span<float> biasGradient,
        in Matrix result) =>
        LayerNormalization<TSimd>.RunBack(normalized, inverses, gain, gradient, gainGradient, biasGradient, result);

    public override void SumColumns(in Matrix matrix, Span<float> sums) =>
        Elementwise<TSimd>.SumColumns(matrix, sums);

    public override double SquaredNorm(ReadOnlySpan<float> values) => Elementwise<TSimd>.SquaredNorm(values);

    public override void Blend(Span<float> values, ReadOnlySpan<float> others, float rate) =>
        Elementwise<TSimd>.Blend(values, others, rate);

    public override void Scale(
        ReadOnlySpan<float> values, ReadOnlySpan<float> offsets, ReadOnlySpan<float> factors, Span<float> scaled)
    {
        int whole = values.Length - (values.Length % TSimd.Width);
        Elementwise<TSimd>.Scale(values[..whole], offsets, factors, scaled);
        Elementwise<SimdScalar>.Scale(values[whole..], offsets[whole..], factors[whole..], scaled[whole..]);
    }

    public override void Scale(ReadOnlySpan<float> values, float factor, Span<float> scaled)
    {
        int whole = values.Length - (values.Length % TSimd.Width);
        Elementwise<TSimd>.Scale(values[..whole], factor, scaled);
        Elementwise<SimdScalar>.Scale(values[whole..], factor, scaled[whole..]);
    }

    public override void Move(
        in AdamStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        int whole = WholeVectors(values);
        step.Move<TSimd>(values[..whole], gradient, first, second);
        step.Move<SimdScalar>(values[whole..], gradient[whole..], first[whole..], second[whole..]);
    }

    public override void DecayMoments(Span<float> secondMoments, int steps) => AdamStep.DecayMoments<TSimd>(secondMoments, steps);

    public override void Move(
        in RmsPropStep step,
        Span<float> values,
        ReadOnlySpan<float> gradient,
        Span<float> squares,
        Span<float> means)
    {
        int whole = WholeVectors(values);
        step.Move<TSimd>(values[..whole], gradient, squares, means);
        step.Move<SimdScalar>(values[whole..], gradient[whole..], squares[whole..], means[whole..]);
    }

    private static int WholeVectors(Span<float> values) => values.Length - (values.Length % TSimd.Width);
}
