using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_matmul(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_mm(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_bmm(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_mv(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_dot(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_outer(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_addmm(Tensor self, Tensor first, Tensor second, float beta, float alpha);

    [LibraryImport(Library)]
    internal static partial Tensor torch_linear(
        Tensor input,
        Tensor weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias);

    [LibraryImport(Library)]
    internal static partial Tensor torch_conv2d(
        Tensor input,
        Tensor weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias,
        ReadOnlySpan<long> strides,
        ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation,
        long groups);

    [LibraryImport(Library)]
    internal static partial Tensor torch_layer_norm(
        Tensor input,
        ReadOnlySpan<long> shape,
        int count,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias,
        double eps);

    [LibraryImport(Library)]
    internal static partial Tensor torch_one_hot(Tensor self, long classes);

    [LibraryImport(Library)]
    internal static partial Tensor torch_softplus(Tensor self, double beta, double threshold);

    [LibraryImport(Library)]
    internal static partial Tensor torch_leaky_relu(Tensor self, double slope);

    [LibraryImport(Library)]
    internal static partial Tensor torch_mse_loss(Tensor input, Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial Tensor torch_l1_loss(Tensor input, Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial Tensor torch_smooth_l1_loss(Tensor input, Tensor target, long reduction, double beta);

    [LibraryImport(Library)]
    internal static partial Tensor torch_huber_loss(Tensor input, Tensor target, long reduction, double delta);

    [LibraryImport(Library)]
    internal static partial Tensor torch_cross_entropy(
        Tensor input,
        Tensor target,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? weight,
        long reduction,
        long ignoreIndex,
        double labelSmoothing);
}
