using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Tensor torch_mul(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_mul_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_mul_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_mul_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_pow(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_pow_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_pow_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_pow_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_fmod(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_fmod_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_fmod_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_fmod_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_remainder(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_remainder_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_remainder_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_remainder_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_floor_divide(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_floor_divide_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_floor_divide_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_floor_divide_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_eq(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_eq_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_eq_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_eq_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ne(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_ne_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ne_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_ne_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_lt(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_lt_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_lt_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_lt_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_le(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_le_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_le_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_le_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_gt(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_gt_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_gt_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_gt_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ge(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_ge_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_ge_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial int torch_ge_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_add(Tensor self, Tensor other, Number alpha);

    [LibraryImport(Library)]
    internal static partial int torch_add_(Tensor self, Tensor other, Number alpha);

    [LibraryImport(Library)]
    internal static partial Tensor torch_add_number(Tensor self, Scalar other, Number alpha);

    [LibraryImport(Library)]
    internal static partial int torch_add_number_(Tensor self, Scalar other, Number alpha);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sub(Tensor self, Tensor other, Number alpha);

    [LibraryImport(Library)]
    internal static partial int torch_sub_(Tensor self, Tensor other, Number alpha);

    [LibraryImport(Library)]
    internal static partial Tensor torch_sub_number(Tensor self, Scalar other, Number alpha);

    [LibraryImport(Library)]
    internal static partial int torch_sub_number_(Tensor self, Scalar other, Number alpha);

    [LibraryImport(Library)]
    internal static partial Tensor torch_div(Tensor self, Tensor other, RoundingMode mode);

    [LibraryImport(Library)]
    internal static partial int torch_div_(Tensor self, Tensor other, RoundingMode mode);

    [LibraryImport(Library)]
    internal static partial Tensor torch_div_number(Tensor self, Scalar other, RoundingMode mode);

    [LibraryImport(Library)]
    internal static partial int torch_div_number_(Tensor self, Scalar other, RoundingMode mode);

    [LibraryImport(Library)]
    internal static partial Tensor torch_rsub_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_maximum(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_minimum(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_atan2(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_logical_and(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_logical_and_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_logical_or(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_logical_or_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_logical_xor(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial int torch_logical_xor_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_bitwise_and(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_bitwise_or(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor torch_bitwise_xor(Tensor self, Tensor other);
}
