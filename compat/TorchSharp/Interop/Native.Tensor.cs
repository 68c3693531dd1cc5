using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>These return at once and throw nothing, so most need no transition of the garbage collector.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial void torch_dispose(nint self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long torch_ndim(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long torch_numel(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long torch_element_size(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long torch_storage_offset(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int torch_dtype(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int torch_device_type(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int torch_device_index(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial Flag torch_is_contiguous(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void torch_sizes(Tensor self, Span<long> sizes);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void torch_strides(Tensor self, Span<long> strides);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void* torch_data(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_item(Tensor self, out Number value);
}
