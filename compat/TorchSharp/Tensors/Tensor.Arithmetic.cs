namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor mul(Tensor target) => Native.torch_mul(this, target);

        public Tensor mul(Scalar target) => Native.torch_mul_number(this, target);

        public Tensor mul_(Tensor target) => Done(Native.torch_mul_(this, target));

        public Tensor mul_(Scalar target) => Done(Native.torch_mul_number_(this, target));

        public Tensor pow(Tensor exponent) => Native.torch_pow(this, exponent);

        public Tensor pow(Scalar exponent) => Native.torch_pow_number(this, exponent);

        public Tensor pow_(Tensor exponent) => Done(Native.torch_pow_(this, exponent));

        public Tensor pow_(Scalar exponent) => Done(Native.torch_pow_number_(this, exponent));

        public Tensor fmod(Tensor target) => Native.torch_fmod(this, target);

        public Tensor fmod(Scalar scalar) => Native.torch_fmod_number(this, scalar);

        public Tensor fmod_(Tensor target) => Done(Native.torch_fmod_(this, target));

        public Tensor fmod_(Scalar scalar) => Done(Native.torch_fmod_number_(this, scalar));

        public Tensor remainder(Tensor target) => Native.torch_remainder(this, target);

        public Tensor remainder(Scalar scalar) => Native.torch_remainder_number(this, scalar);

        public Tensor remainder_(Tensor target) => Done(Native.torch_remainder_(this, target));

        public Tensor remainder_(Scalar scalar) => Done(Native.torch_remainder_number_(this, scalar));

        public Tensor floor_divide(Tensor other) => Native.torch_floor_divide(this, other);

        public Tensor floor_divide(Scalar other) => Native.torch_floor_divide_number(this, other);

        public Tensor floor_divide_(Tensor other) => Done(Native.torch_floor_divide_(this, other));

        public Tensor floor_divide_(Scalar other) => Done(Native.torch_floor_divide_number_(this, other));

        public Tensor add(Tensor target) => Native.torch_add(this, target, Number.One);

        public Tensor add(Scalar scalar) => Native.torch_add_number(this, scalar, Number.One);

        public Tensor add_(Tensor target) => Done(Native.torch_add_(this, target, Number.One));

        public Tensor add_(Scalar scalar) => Done(Native.torch_add_number_(this, scalar, Number.One));

        public Tensor add(Tensor target, Scalar alpha) => Native.torch_add(this, target, alpha.Value);

        public Tensor add(Scalar scalar, Scalar alpha) => Native.torch_add_number(this, scalar, alpha.Value);

        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.torch_add_(this, target, alpha.Value));

        public Tensor add_(Scalar scalar, Scalar alpha) => Done(Native.torch_add_number_(this, scalar, alpha.Value));

        public Tensor sub(Tensor target) => Native.torch_sub(this, target, Number.One);

        public Tensor sub(Scalar target) => Native.torch_sub_number(this, target, Number.One);

        public Tensor sub_(Tensor target) => Done(Native.torch_sub_(this, target, Number.One));

        public Tensor sub_(Scalar target) => Done(Native.torch_sub_number_(this, target, Number.One));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.torch_div(this, target, rounding_mode);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(Native.torch_div_(this, target, rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.torch_div_number(this, target, rounding_mode);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(Native.torch_div_number_(this, target, rounding_mode));

        public Tensor maximum(Tensor other) => Native.torch_maximum(this, other);

        public Tensor minimum(Tensor other) => Native.torch_minimum(this, other);

        public Tensor atan2(Tensor other) => Native.torch_atan2(this, other);

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);
    }
}
