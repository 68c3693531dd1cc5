using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_clamp(Tensor self, Scalar? min, Scalar? max);

    [LibraryImport(Library)]
    internal static partial int torch_clamp_(Tensor self, Scalar? min, Scalar? max);

    [LibraryImport(Library)]
    internal static partial Tensor torch_clamp_tensor(
        Tensor self,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? min,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? max);

    [LibraryImport(Library)]
    internal static partial Tensor torch_where(Tensor condition, Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_masked_fill(Tensor self, Tensor mask, Scalar value);

    [LibraryImport(Library)]
    internal static partial int torch_masked_fill_(Tensor self, Tensor mask, Scalar value);

    [LibraryImport(Library)]
    internal static partial Tensor torch_nan_to_num(Tensor self, double nan, double positive, double negative);

    [LibraryImport(Library)]
    internal static partial int torch_copy_(Tensor self, Tensor source, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial int torch_fill_(Tensor self, Scalar value);

    [LibraryImport(Library)]
    internal static partial int torch_zero_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_lerp(Tensor self, Tensor end, Tensor weight);

    [LibraryImport(Library)]
    internal static partial int torch_lerp_(Tensor self, Tensor end, Tensor weight);

    [LibraryImport(Library)]
    internal static partial Tensor torch_addcmul(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    internal static partial int torch_addcmul_(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    internal static partial Tensor torch_addcdiv(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    internal static partial int torch_addcdiv_(Tensor self, Tensor first, Tensor second, Number value);
}
