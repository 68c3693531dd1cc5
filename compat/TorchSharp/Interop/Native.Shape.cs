using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_view(Tensor self, ReadOnlySpan<long> sizes, int count);

    [LibraryImport(Library)]
    internal static partial Tensor torch_reshape(Tensor self, ReadOnlySpan<long> sizes, int count);

    [LibraryImport(Library)]
    internal static partial Tensor torch_permute(Tensor self, ReadOnlySpan<long> sizes, int count);

    [LibraryImport(Library)]
    internal static partial Tensor torch_repeat(Tensor self, ReadOnlySpan<long> sizes, int count);

    [LibraryImport(Library)]
    internal static partial Tensor torch_flip(Tensor self, ReadOnlySpan<long> sizes, int count);

    [LibraryImport(Library)]
    internal static partial Tensor torch_expand(Tensor self, ReadOnlySpan<long> sizes, int count, Flag isImplicit);

    [LibraryImport(Library)]
    internal static partial Tensor torch_expand_as(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_view_as(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_as_strided(
        Tensor self, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, int count, long offset);

    [LibraryImport(Library)]
    internal static partial Tensor torch_alias(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_clone(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_contiguous(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_flatten(Tensor self, long start, long end);

    [LibraryImport(Library)]
    internal static partial Tensor torch_squeeze(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_squeeze_dim(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor torch_unsqueeze(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial int torch_unsqueeze_(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor torch_t(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_transpose(Tensor self, long dim0, long dim1);

    [LibraryImport(Library)]
    internal static partial Tensor torch_diag(Tensor self, long diagonal);

    [LibraryImport(Library)]
    internal static partial Tensor torch_tril(Tensor self, long diagonal);

    [LibraryImport(Library)]
    internal static partial Tensor torch_triu(Tensor self, long diagonal);

    [LibraryImport(Library)]
    internal static partial Tensor torch_cat(ReadOnlySpan<nint> handles, int count, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor torch_stack(ReadOnlySpan<nint> handles, int count, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor torch_to(
        Tensor self, int dtype, int deviceType, int deviceIndex, Flag copy, Flag nonBlocking);
}
