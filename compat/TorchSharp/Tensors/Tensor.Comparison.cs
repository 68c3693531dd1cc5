namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Native.torch_eq(this, target);

        public Tensor eq(Scalar target) => Native.torch_eq_number(this, target);

        public Tensor eq_(Tensor target) => Done(Native.torch_eq_(this, target));

        public Tensor eq_(Scalar target) => Done(Native.torch_eq_number_(this, target));

        public Tensor ne(Tensor target) => Native.torch_ne(this, target);

        public Tensor ne(Scalar target) => Native.torch_ne_number(this, target);

        public Tensor ne_(Tensor target) => Done(Native.torch_ne_(this, target));

        public Tensor ne_(Scalar target) => Done(Native.torch_ne_number_(this, target));

        public Tensor lt(Tensor target) => Native.torch_lt(this, target);

        public Tensor lt(Scalar target) => Native.torch_lt_number(this, target);

        public Tensor lt_(Tensor target) => Done(Native.torch_lt_(this, target));

        public Tensor lt_(Scalar target) => Done(Native.torch_lt_number_(this, target));

        public Tensor le(Tensor target) => Native.torch_le(this, target);

        public Tensor le(Scalar target) => Native.torch_le_number(this, target);

        public Tensor le_(Tensor target) => Done(Native.torch_le_(this, target));

        public Tensor le_(Scalar target) => Done(Native.torch_le_number_(this, target));

        public Tensor gt(Tensor target) => Native.torch_gt(this, target);

        public Tensor gt(Scalar target) => Native.torch_gt_number(this, target);

        public Tensor gt_(Tensor target) => Done(Native.torch_gt_(this, target));

        public Tensor gt_(Scalar target) => Done(Native.torch_gt_number_(this, target));

        public Tensor ge(Tensor target) => Native.torch_ge(this, target);

        public Tensor ge(Scalar target) => Native.torch_ge_number(this, target);

        public Tensor ge_(Tensor target) => Done(Native.torch_ge_(this, target));

        public Tensor ge_(Scalar target) => Done(Native.torch_ge_number_(this, target));

        public Tensor logical_and(Tensor other) => Native.torch_logical_and(this, other);

        public Tensor logical_and_(Tensor other) => Done(Native.torch_logical_and_(this, other));

        public Tensor logical_or(Tensor other) => Native.torch_logical_or(this, other);

        public Tensor logical_or_(Tensor other) => Done(Native.torch_logical_or_(this, other));

        public Tensor logical_xor(Tensor other) => Native.torch_logical_xor(this, other);

        public Tensor logical_xor_(Tensor other) => Done(Native.torch_logical_xor_(this, other));

        public Tensor bitwise_and(Tensor other) => Native.torch_bitwise_and(this, other);

        public Tensor bitwise_or(Tensor other) => Native.torch_bitwise_or(this, other);

        public Tensor bitwise_xor(Tensor other) => Native.torch_bitwise_xor(this, other);
    }
}
