namespace DeepQ.Learning;

/// <summary>The operations compiled for one width of vector.</summary>
internal sealed class KernelSet<TSimd> : KernelSet
    where TSimd : struct, ISimd<TSimd>
{
    public override int Width => TSimd.Width;

    public override void Multiply(in Product product) => MatrixProduct<TSimd>.Run(product);

    public override void Multiply(
        in Matrix weights,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> biases,
        bool rectified,
        Span<float> outputs) =>
        VectorProduct<TSimd>.Run(weights, inputs, biases, rectified, outputs);

    public override void SumRows(in Matrix matrix, Span<float> sums) => Elementwise<TSimd>.SumRows(matrix, sums);

    public override double SquaredNorm(ReadOnlySpan<float> values) => Elementwise<TSimd>.SquaredNorm(values);

    public override void Blend(Span<float> values, ReadOnlySpan<float> others, float rate) =>
        Elementwise<TSimd>.Blend(values, others, rate);

    public override void Move(
        in AdamStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        int whole = WholeVectors(values);
        step.Move<TSimd>(values[..whole], gradient, first, second);
        step.Move<SimdScalar>(values[whole..], gradient[whole..], first[whole..], second[whole..]);
    }

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
