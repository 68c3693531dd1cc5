using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_narrow(Tensor self, long dim, long start, long length);

    [LibraryImport(Library)]
    internal static partial Tensor torch_slice(Tensor self, long dim, long start, long end, long step);

    [LibraryImport(Library)]
    internal static partial Tensor torch_select(Tensor self, long dim, long index);

    [LibraryImport(Library)]
    internal static partial Tensor torch_gather(Tensor self, long dim, Tensor index);

    [LibraryImport(Library)]
    internal static partial Tensor torch_take_along_dim(Tensor self, Tensor index, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor torch_index_select(Tensor self, long dim, Tensor index);

    [LibraryImport(Library)]
    internal static partial Tensor torch_masked_select(Tensor self, Tensor mask);

    [LibraryImport(Library)]
    internal static partial Tensor torch_nonzero(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_scatter(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial int torch_scatter_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Tensor torch_scatter_add(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial int torch_scatter_add_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Tensor torch_index_copy(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial int torch_index_copy_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Tensor torch_index_add(Tensor self, long dim, Tensor index, Tensor source, Number alpha);

    [LibraryImport(Library)]
    internal static partial int torch_index_add_(Tensor self, long dim, Tensor index, Tensor source, Number alpha);

    [LibraryImport(Library)]
    internal static partial int torch_index_fill_(Tensor self, long dim, Tensor index, Number value);

    [LibraryImport(Library)]
    internal static partial Tensor torch_index(Tensor self, ReadOnlySpan<NativeIndex> indices, int count);

    [LibraryImport(Library)]
    internal static partial int torch_index_put_(
        Tensor self, ReadOnlySpan<NativeIndex> indices, int count, Tensor value);

    [LibraryImport(Library)]
    internal static partial int torch_index_put_number_(
        Tensor self, ReadOnlySpan<NativeIndex> indices, int count, Scalar value);
}
