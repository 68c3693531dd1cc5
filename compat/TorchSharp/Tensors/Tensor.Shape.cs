namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Native.torch_view(this, shape, shape.Length);

        public Tensor reshape(params long[] shape) => Native.torch_reshape(this, shape, shape.Length);

        public Tensor permute(params long[] permutation) => Native.torch_permute(this, permutation, permutation.Length);

        public Tensor repeat(params long[] sizes) => Native.torch_repeat(this, sizes, sizes.Length);

        public Tensor flip(params long[] dims) => Native.torch_flip(this, dims, dims.Length);

        public Tensor expand(params long[] sizes) => Native.torch_expand(this, sizes, sizes.Length, false);

        public Tensor expand(long[] sizes, bool isImplicit = false) =>
            Native.torch_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Native.torch_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor expand_as(Tensor other) => Native.torch_expand_as(this, other);

        public Tensor view_as(Tensor other) => Native.torch_view_as(this, other);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Native.torch_as_strided(this, size, strides, size.Length, storageOffset);

        public Tensor clone() => Native.torch_clone(this);

        public Tensor contiguous() => Native.torch_contiguous(this);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.torch_flatten(this, start_dim, end_dim);

        public Tensor squeeze(long? dim = null) =>
            dim is { } d ? Native.torch_squeeze_dim(this, d) : Native.torch_squeeze(this);

        public Tensor unsqueeze(long dim) => Native.torch_unsqueeze(this, dim);

        public Tensor unsqueeze_(long dim) => Done(Native.torch_unsqueeze_(this, dim));

        public Tensor t() => Native.torch_t(this);

        public Tensor transpose(long dim0, long dim1) => Native.torch_transpose(this, dim0, dim1);

        public Tensor diag(long diagonal = 0) => Native.torch_diag(this, diagonal);

        public Tensor tril(long diagonal = 0) => Native.torch_tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => Native.torch_triu(this, diagonal);
    }
}
