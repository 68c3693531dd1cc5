using System.Runtime.Intrinsics;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>The products of matrices for one width of vector. Each sum has one order, whatever else is computed with it.</summary>
internal abstract class ProductKernels
{
    /// <summary>Those that the CPU has, the widest first.</summary>
    public static IReadOnlyList<ProductKernels> Available { get; } = [.. FindAvailable()];

    /// <summary>The widest that the CPU has.</summary>
    public static ProductKernels Widest => Available[0];

    /// <summary>The number of values of a vector.</summary>
    public abstract int Width { get; }

    /// <inheritdoc cref="MatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in Product product);

    /// <inheritdoc cref="GatherMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in GatherProduct product);

    /// <inheritdoc cref="WindowMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in WindowProduct product);

    /// <inheritdoc cref="DotProducts{TSimd}.Run"/>
    public abstract void Multiply(in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result);

    /// <summary>The least whole number of vectors that holds so many values, in values.</summary>
    public int Padded(int length) => checked(length + Width - 1) / Width * Width;

    /// <summary>The distance between rows of so many values, so that rows below each other are not kept in the same places of a cache.</summary>
    public int Stride(int length) => AlignedBuffer.Stride(length) > AlignedBuffer.Padded(length)
        ? AlignedBuffer.Stride(length)
        : Padded(length);

    private static IEnumerable<ProductKernels> FindAvailable()
    {
        if (Vector512.IsHardwareAccelerated)
            yield return new ProductKernels<Simd512>();
        if (Vector256.IsHardwareAccelerated)
            yield return new ProductKernels<Simd256>();
        if (Vector128.IsHardwareAccelerated)
            yield return new ProductKernels<Simd128>();
        yield return new ProductKernels<SimdScalar>();
    }
}
