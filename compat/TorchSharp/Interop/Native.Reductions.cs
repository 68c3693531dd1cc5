using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_all(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_any(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_max(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_min(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_median(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_all_dim(Tensor self, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial Tensor torch_any_dim(Tensor self, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial Tensor torch_logsumexp_dim(Tensor self, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial Tensor torch_argmax(Tensor self, long dim, Flag whole, Flag keep);

    [LibraryImport(Library)]
    internal static partial Tensor torch_argmin(Tensor self, long dim, Flag whole, Flag keep);

    [LibraryImport(Library)]
    internal static partial void torch_max_dim(Tensor self, long dim, Flag keep, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial void torch_min_dim(Tensor self, long dim, Flag keep, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial void torch_sort(
        Tensor self, long dim, Flag descending, Flag stable, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial void torch_topk(
        Tensor self, long k, long dim, Flag largest, Flag sorted, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Tensor torch_argsort(Tensor self, long dim, Flag descending);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sum(Tensor self, ReadOnlySpan<long> dims, int count, Flag keep, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_mean(Tensor self, ReadOnlySpan<long> dims, int count, Flag keep, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_prod(Tensor self, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_prod_dim(Tensor self, long dim, Flag keep, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_cumsum(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_cumprod(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_std(Tensor self, ReadOnlySpan<long> dims, int count, Flag unbiased, Flag keep);

    [LibraryImport(Library)]
    internal static partial Tensor torch_var(Tensor self, ReadOnlySpan<long> dims, int count, Flag unbiased, Flag keep);

    [LibraryImport(Library)]
    internal static partial Tensor torch_norm(Tensor self, double p);

    [LibraryImport(Library)]
    internal static partial Tensor torch_norm_dim(Tensor self, long dim, Flag keep, double p);

    [LibraryImport(Library)]
    internal static partial Tensor torch_softmax(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor torch_log_softmax(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial int torch_allclose(Tensor self, Tensor other, double rtol, double atol, Flag equalNan);
}
