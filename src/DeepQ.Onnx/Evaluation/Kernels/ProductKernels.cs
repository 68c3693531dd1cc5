using System.Runtime.Intrinsics;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>
/// Matrix products for one vector width. The order of each sum is fixed, whatever else is computed with it.
/// </summary>
internal abstract class ProductKernels
{
    /// <summary>The kernels that the CPU supports, the widest first.</summary>
    public static IReadOnlyList<ProductKernels> Available { get; } = [.. FindAvailable()];

    /// <summary>The widest kernels that the CPU supports.</summary>
    public static ProductKernels Widest => Available[0];

    /// <summary>The number of values of a vector.</summary>
    public abstract int Width { get; }

    /// <inheritdoc cref="MatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in Product product);

    /// <inheritdoc cref="NonzeroProduct{TSimd}.Run"/>
    public abstract void MultiplyNonzero(in Product product);

    /// <inheritdoc cref="NonzeroProduct{TSimd}.Count"/>
    public abstract int CountNonzero(in Matrix matrix);

    /// <inheritdoc cref="GatherMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in GatherProduct product);

    /// <inheritdoc cref="WindowMatrixProduct{TSimd}.Run"/>
    public abstract void Multiply(in WindowProduct product);

    /// <inheritdoc cref="DotProducts{TSimd}.Run"/>
    public abstract void Multiply(in Matrix left, in Matrix right, ReadOnlySpan<float> biases, in Matrix result);

    /// <summary>Rounds a number of values up to whole vectors.</summary>
    public int Padded(int length) => checked(length + Width - 1) / Width * Width;

    /// <summary>
    /// Returns the distance between rows of a length, such that the rows do not compete for the same places of a cache.
    /// </summary>
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
