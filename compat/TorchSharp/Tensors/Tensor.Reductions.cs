namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor all() => Native.torch_all(this);

        public Tensor all(long dim, bool keepdim = false) => Native.torch_all_dim(this, dim, keepdim);

        public Tensor any() => Native.torch_any(this);

        public Tensor any(long dim, bool keepdim = false) => Native.torch_any_dim(this, dim, keepdim);

        public Tensor max() => Native.torch_max(this);

        public (Tensor values, Tensor indices) max(long dim, bool keepdim = false)
        {
            Native.torch_max_dim(this, dim, keepdim, out Tensor values, out Tensor indices);
            return (values, indices);
        }

        public Tensor min() => Native.torch_min(this);

        public (Tensor values, Tensor indices) min(long dim, bool keepdim = false)
        {
            Native.torch_min_dim(this, dim, keepdim, out Tensor values, out Tensor indices);
            return (values, indices);
        }

        public Tensor argmax() => Native.torch_argmax(this, 0, true, false);

        public Tensor argmax(long dim, bool keepdim = false) => Native.torch_argmax(this, dim, false, keepdim);

        public Tensor argmin() => Native.torch_argmin(this, 0, true, false);

        public Tensor argmin(long dim, bool keepdim = false) => Native.torch_argmin(this, dim, false, keepdim);

        public Tensor median() => Native.torch_median(this);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Native.torch_sort(this, dim, descending, stable, out Tensor values, out Tensor indices);
            return (values, indices);
        }

        public Tensor argsort(long dim = -1, bool descending = false) => Native.torch_argsort(this, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Native.torch_topk(this, k, dim, largest, sorted, out Tensor values, out Tensor indices);
            return (values, indices);
        }

        public Tensor sum(ScalarType? type = null) => Native.torch_sum(this, [], 0, false, Code(type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Native.torch_sum(this, [dim], 1, keepdim, Code(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Native.torch_sum(this, dim, dim.Length, keepdim, Code(type));

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Native.torch_sum(this, dim, dim.Length, keepdim, Code(type));

        public Tensor mean() => Native.torch_mean(this, [], 0, false, -1);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Native.torch_mean(this, dimensions, dimensions.Length, keepdim, Code(type));

        public Tensor prod(ScalarType? type = null) => Native.torch_prod(this, Code(type));

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Native.torch_prod_dim(this, dim, keepdim, Code(type));

        public Tensor cumsum(long dim, ScalarType? type = null) => Native.torch_cumsum(this, dim, Code(type));

        public Tensor cumprod(long dim, ScalarType? type = null) => Native.torch_cumprod(this, dim, Code(type));

        public Tensor std(bool unbiased = true) => Native.torch_std(this, [], 0, unbiased, false);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Native.torch_std(this, [dim], 1, unbiased, keepdim));

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Native.torch_std(this, dimensions, dimensions.Length, unbiased, keepdim));

        public Tensor var(bool unbiased = true) => Native.torch_var(this, [], 0, unbiased, false);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Native.torch_var(this, [dim], 1, unbiased, keepdim));

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Native.torch_var(this, dimensions, dimensions.Length, unbiased, keepdim));

        public Tensor norm(float p = 2f) => Native.torch_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2f) => Native.torch_norm_dim(this, dim, keepdim, p);

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.torch_logsumexp_dim(this, dim, keepdim);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.torch_softmax(this, dim, Code(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) =>
            Native.torch_log_softmax(this, dim, Code(dtype));

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            int close = Native.torch_allclose(this, target, rtol, atol, equal_nan);
            return close < 0 ? throw Native.LastError() : close != 0;
        }

        private static int Code(ScalarType? type) => type is { } given ? (int)given : -1;

        private static Tensor As(ScalarType? type, Tensor made) =>
            type is { } wanted && wanted != made.dtype ? made.to_type(wanted, disposeAfter: true) : made;
    }
}
