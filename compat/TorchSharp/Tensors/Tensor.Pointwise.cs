namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Native.torch_clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Native.torch_clamp_tensor(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Done(Native.torch_clamp_(this, min, max));

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_min(Scalar min) => Native.torch_clamp(this, min, null);

        public Tensor clamp_min_(Scalar min) => Done(Native.torch_clamp_(this, min, null));

        public Tensor clamp_max(Scalar max) => Native.torch_clamp(this, null, max);

        public Tensor clamp_max_(Scalar max) => Done(Native.torch_clamp_(this, null, max));

        public Tensor where(Tensor condition, Tensor y) => Native.torch_where(condition, this, y);

        public Tensor masked_fill(Tensor mask, Scalar value) => Native.torch_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Done(Native.torch_masked_fill_(this, mask, value));

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Native.torch_nan_to_num(this, nan, posinf ?? float.MaxValue, neginf ?? float.MinValue);

        public Tensor copy_(Tensor source, bool nonBlocking = false) =>
            Done(Native.torch_copy_(this, source, nonBlocking));

        public Tensor fill_(Scalar value) => Done(Native.torch_fill_(this, value));

        /// <summary>Unlike the other operations in place, this one gives a new wrapper, as TorchSharp does.</summary>
        public Tensor zero_() => Done(Native.torch_zero_(this)).alias();

        public Tensor lerp(Tensor end, Tensor weight) => Native.torch_lerp(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Done(Native.torch_lerp_(this, end, weight));

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Native.torch_addcmul(this, tensor1, tensor2, value.Value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Done(Native.torch_addcmul_(this, tensor1, tensor2, value.Value));

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) =>
            Native.torch_addcdiv(this, tensor1, tensor2, Number.One);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Native.torch_addcdiv(this, tensor1, tensor2, value.Value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) =>
            Done(Native.torch_addcdiv_(this, tensor1, tensor2, Number.One));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Done(Native.torch_addcdiv_(this, tensor1, tensor2, value.Value));
    }
}
