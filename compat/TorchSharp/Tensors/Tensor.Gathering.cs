namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor narrow(long dim, long start, long length) => Native.torch_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) =>
            Native.torch_slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Native.torch_select(this, dim, index);

        public Tensor gather(long dim, Tensor index) => Native.torch_gather(this, dim, index);

        public Tensor take_along_dim(Tensor indices, long dim) => Native.torch_take_along_dim(this, indices, dim);

        public Tensor index_select(long dim, Tensor index) => Native.torch_index_select(this, dim, index);

        public Tensor masked_select(Tensor mask) => Native.torch_masked_select(this, mask);

        public Tensor nonzero() => Native.torch_nonzero(this);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Native.torch_scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) =>
            Done(Native.torch_scatter_(this, dim, index, src));

        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Native.torch_scatter_add(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Done(Native.torch_scatter_add_(this, dim, index, src));

        public Tensor index_copy(long dim, Tensor index, Tensor source) =>
            Native.torch_index_copy(this, dim, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            Done(Native.torch_index_copy_(this, dim, index, source));

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Native.torch_index_add(this, dim, index, source, alpha.Value);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Done(Native.torch_index_add_(this, dim, index, source, alpha.Value));

        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Done(Native.torch_index_fill_(this, dim, index, value.Value));
    }
}
