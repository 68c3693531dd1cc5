using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial Flag torch_requires_grad(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial Flag torch_is_leaf(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_requires_grad_(Tensor self, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial int torch_retain_grad(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_detach(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_detach_(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_set_data(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial nint torch_grad(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_set_grad(
        Tensor self,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? grad);

    [LibraryImport(Library)]
    internal static partial int torch_backward_one(
        Tensor self,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? grad,
        Flag retainGraph,
        Flag createGraph);

    [LibraryImport(Library)]
    internal static partial int torch_backward(
        ReadOnlySpan<nint> outputs,
        int outputCount,
        ReadOnlySpan<nint> grads,
        int gradCount,
        ReadOnlySpan<nint> inputs,
        int inputCount,
        Flag retainGraph,
        Flag createGraph);

    [LibraryImport(Library)]
    internal static partial int torch_gradients(
        ReadOnlySpan<nint> outputs,
        int outputCount,
        ReadOnlySpan<nint> inputs,
        int inputCount,
        ReadOnlySpan<nint> grads,
        int gradCount,
        Flag retainGraph,
        Flag createGraph,
        Flag allowUnused,
        Span<nint> results);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial Flag torch_grad_mode();

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void torch_set_grad_mode(Flag enabled);

    [LibraryImport(Library)]
    internal static partial nint torch_inference_mode(Flag enabled);

    [LibraryImport(Library)]
    internal static partial void torch_inference_mode_dispose(nint guard);
}
