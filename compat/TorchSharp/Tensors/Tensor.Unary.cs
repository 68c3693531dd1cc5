namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Native.torch_abs(this);

        public Tensor abs_() => Done(Native.torch_abs_(this));

        public Tensor neg() => Native.torch_neg(this);

        public Tensor neg_() => Done(Native.torch_neg_(this));

        public Tensor exp() => Native.torch_exp(this);

        public Tensor exp_() => Done(Native.torch_exp_(this));

        public Tensor expm1() => Native.torch_expm1(this);

        public Tensor expm1_() => Done(Native.torch_expm1_(this));

        public Tensor log() => Native.torch_log(this);

        public Tensor log_() => Done(Native.torch_log_(this));

        public Tensor log1p() => Native.torch_log1p(this);

        public Tensor log1p_() => Done(Native.torch_log1p_(this));

        public Tensor log2() => Native.torch_log2(this);

        public Tensor log2_() => Done(Native.torch_log2_(this));

        public Tensor log10() => Native.torch_log10(this);

        public Tensor log10_() => Done(Native.torch_log10_(this));

        public Tensor sqrt() => Native.torch_sqrt(this);

        public Tensor sqrt_() => Done(Native.torch_sqrt_(this));

        public Tensor rsqrt() => Native.torch_rsqrt(this);

        public Tensor rsqrt_() => Done(Native.torch_rsqrt_(this));

        public Tensor reciprocal() => Native.torch_reciprocal(this);

        public Tensor reciprocal_() => Done(Native.torch_reciprocal_(this));

        public Tensor sin() => Native.torch_sin(this);

        public Tensor sin_() => Done(Native.torch_sin_(this));

        public Tensor cos() => Native.torch_cos(this);

        public Tensor cos_() => Done(Native.torch_cos_(this));

        public Tensor tan() => Native.torch_tan(this);

        public Tensor tan_() => Done(Native.torch_tan_(this));

        public Tensor sinh() => Native.torch_sinh(this);

        public Tensor sinh_() => Done(Native.torch_sinh_(this));

        public Tensor cosh() => Native.torch_cosh(this);

        public Tensor cosh_() => Done(Native.torch_cosh_(this));

        public Tensor asin() => Native.torch_asin(this);

        public Tensor asin_() => Done(Native.torch_asin_(this));

        public Tensor acos() => Native.torch_acos(this);

        public Tensor acos_() => Done(Native.torch_acos_(this));

        public Tensor atan() => Native.torch_atan(this);

        public Tensor atan_() => Done(Native.torch_atan_(this));

        public Tensor tanh() => Native.torch_tanh(this);

        public Tensor tanh_() => Done(Native.torch_tanh_(this));

        public Tensor sigmoid() => Native.torch_sigmoid(this);

        public Tensor sigmoid_() => Done(Native.torch_sigmoid_(this));

        public Tensor relu() => Native.torch_relu(this);

        public Tensor relu_() => Done(Native.torch_relu_(this));

        public Tensor silu() => Native.torch_silu(this);

        public Tensor silu_() => Done(Native.torch_silu_(this));

        public Tensor floor() => Native.torch_floor(this);

        public Tensor floor_() => Done(Native.torch_floor_(this));

        public Tensor ceil() => Native.torch_ceil(this);

        public Tensor ceil_() => Done(Native.torch_ceil_(this));

        public Tensor trunc() => Native.torch_trunc(this);

        public Tensor trunc_() => Done(Native.torch_trunc_(this));

        public Tensor frac() => Native.torch_frac(this);

        public Tensor frac_() => Done(Native.torch_frac_(this));

        public Tensor erf() => Native.torch_erf(this);

        public Tensor erf_() => Done(Native.torch_erf_(this));

        public Tensor sign() => Native.torch_sign(this);

        public Tensor sign_() => Done(Native.torch_sign_(this));

        public Tensor logical_not() => Native.torch_logical_not(this);

        public Tensor logical_not_() => Done(Native.torch_logical_not_(this));

        public Tensor square() => Native.torch_square(this);

        public Tensor gelu() => Native.torch_gelu(this);

        public Tensor isfinite() => Native.torch_isfinite(this);

        public Tensor isnan() => Native.torch_isnan(this);

        public Tensor isinf() => Native.torch_isinf(this);

        public Tensor round(long decimals = 0) => Native.torch_round(this, decimals);

        public Tensor round_(long decimals = 0) => Done(Native.torch_round_(this, decimals));
    }
}
