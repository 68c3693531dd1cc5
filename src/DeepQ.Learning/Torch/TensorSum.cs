using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>Sums of tensors with a factor of one that outlives every call.</summary>
/// <remarks>
/// TorchSharp's + wraps the factor of its second term in a new object at each call, and nothing keeps that object alive
/// while native code reads it: a garbage collection at the wrong moment ends the call with an error, or the process.
/// The same holds for numbers in place of tensors. Products and differences of tensors have no such factor.
/// </remarks>
internal static class TensorSum
{
    private static readonly Scalar One = 1;

    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);
}
