using DeepQ.Learning.Kernels;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>The products compiled for one width of vector.</summary>
internal sealed class ProductKernels<TSimd> : ProductKernels
    where TSimd : struct, ISimd<TSimd>
{
    public override int Width => TSimd.Width;

    public override void Multiply(in Product product) => MatrixProduct<TSimd>.Run(product);

    public override void MultiplyNonzero(in Product product) => NonzeroProduct<TSimd>.Run(product);

    public override int CountNonzero(in Matrix matrix) => NonzeroProduct<TSimd>.Count(matrix);

    public override void Multiply(in GatherProduct product) => GatherMatrixProduct<TSimd>.Run(product);

    public override void Multiply(in WindowProduct product) => WindowMatrixProduct<TSimd>.Run(product);

    public override void Multiply(in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result) =>
        DotProducts<TSimd>.Run(left, right, biases, result);
}
