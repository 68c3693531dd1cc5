using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>Sums of tensors by a factor of one that outlives every call.</summary>
/// <remarks>
/// TorchSharp's + wraps the factor of its second term anew each time, and nothing keeps it alive while native code reads
/// it: a collection at the wrong moment ends the call with an error, or the process. The same holds for numbers in
/// place of tensors. Products and differences of tensors take no such factor.
/// </remarks>
internal static class TensorSum
{
    private static readonly Scalar One = 1;

    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);
}
