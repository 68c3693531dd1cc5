using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_abs(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_abs_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_neg(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_neg_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_exp(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_exp_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_expm1(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_expm1_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_log(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_log_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_log1p(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_log1p_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_log2(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_log2_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_log10(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_log10_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sqrt(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_sqrt_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_rsqrt(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_rsqrt_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_reciprocal(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_reciprocal_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sin(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_sin_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_cos(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_cos_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_tan(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_tan_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sinh(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_sinh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_cosh(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_cosh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_asin(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_asin_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_acos(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_acos_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_atan(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_atan_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_tanh(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_tanh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sigmoid(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_sigmoid_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_relu(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_relu_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_silu(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_silu_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_floor(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_floor_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ceil(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_ceil_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_trunc(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_trunc_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_frac(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_frac_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_erf(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_erf_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sign(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_sign_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_logical_not(Tensor self);

    [LibraryImport(Library)]
    internal static partial int torch_logical_not_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_square(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_gelu(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_isfinite(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_isnan(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_isinf(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_round(Tensor self, long decimals);

    [LibraryImport(Library)]
    internal static partial int torch_round_(Tensor self, long decimals);
}
