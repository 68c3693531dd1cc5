using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_zeros(ReadOnlySpan<long> sizes, int count, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ones(ReadOnlySpan<long> sizes, int count, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_empty(ReadOnlySpan<long> sizes, int count, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_zeros_like(Tensor self, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ones_like(Tensor self, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_empty_like(Tensor self, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_rand_like(Tensor self, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_randn_like(Tensor self, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_rand(
        ReadOnlySpan<long> sizes, int count, Generator? generator, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_randn(
        ReadOnlySpan<long> sizes, int count, Generator? generator, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_full(ReadOnlySpan<long> sizes, int count, Scalar value, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_full_like(Tensor self, Scalar value, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_arange(Scalar start, Scalar stop, Scalar step, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_linspace(double start, double end, long steps, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_eye(long rows, long columns, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_randint(
        long low, long high, ReadOnlySpan<long> sizes, int count, Generator? generator, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_randperm(long n, Generator? generator, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_from_memory(
        void* data, ScalarType sourceType, ReadOnlySpan<long> sizes, int count, Layout layout);

    [LibraryImport(Library)]
    internal static partial Tensor torch_from_owned_memory(
        void* data,
        ScalarType dtype,
        ReadOnlySpan<long> sizes,
        int count,
        nint owner,
        delegate* unmanaged<nint, void> release);
}
