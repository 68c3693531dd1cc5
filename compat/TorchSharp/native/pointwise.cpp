// Operations that act on each element by itself.
#include "shim.h"

#define UNARY(name) \
    API Tensor* torch_##name(const Tensor* self) { return tensor([&] { return at::name(*self); }); }
#define UNARY_IN_PLACE(name) \
    API int torch_##name##_(Tensor* self) { return act([&] { at::name##_(*self); }); }
#define UNARY_BOTH(name) UNARY(name) UNARY_IN_PLACE(name)

UNARY_BOTH(abs)
UNARY_BOTH(neg)
UNARY_BOTH(exp)
UNARY_BOTH(expm1)
UNARY_BOTH(log)
UNARY_BOTH(log1p)
UNARY_BOTH(log2)
UNARY_BOTH(log10)
UNARY_BOTH(sqrt)
UNARY_BOTH(rsqrt)
UNARY_BOTH(reciprocal)
UNARY_BOTH(sin)
UNARY_BOTH(cos)
UNARY_BOTH(tan)
UNARY_BOTH(sinh)
UNARY_BOTH(cosh)
UNARY_BOTH(asin)
UNARY_BOTH(acos)
UNARY_BOTH(atan)
UNARY_BOTH(tanh)
UNARY_BOTH(sigmoid)
UNARY_BOTH(relu)
UNARY_BOTH(silu)
UNARY_BOTH(floor)
UNARY_BOTH(ceil)
UNARY_BOTH(trunc)
UNARY_BOTH(frac)
UNARY_BOTH(erf)
UNARY(square)
UNARY(gelu)
UNARY(isfinite)
UNARY(isnan)
UNARY(isinf)

API Tensor* torch_round(const Tensor* self, int64_t decimals) {
    return tensor([&] { return self->round(decimals); });
}
API int torch_round_(Tensor* self, int64_t decimals) {
    return act([&] { self->round_(decimals); });
}

// Methods only: LibTorch has no free in-place form of these.
API Tensor* torch_sign(const Tensor* self) { return tensor([&] { return self->sign(); }); }
API int torch_sign_(Tensor* self) { return act([&] { self->sign_(); }); }
API Tensor* torch_logical_not(const Tensor* self) { return tensor([&] { return self->logical_not(); }); }
API int torch_logical_not_(Tensor* self) { return act([&] { self->logical_not_(); }); }

// A tensor on the right, the same with a number, and both in place.
#define BINARY(name)                                                              \
    API Tensor* torch_##name(const Tensor* self, const Tensor* other) {           \
        return tensor([&] { return self->name(*other); });                        \
    }
#define BINARY_IN_PLACE(name)                                                     \
    API int torch_##name##_(Tensor* self, const Tensor* other) {                  \
        return act([&] { self->name##_(*other); });                               \
    }
#define BINARY_NUMBER(name)                                                       \
    API Tensor* torch_##name##_number(const Tensor* self, Number other) {         \
        return tensor([&] { return self->name(other.scalar()); });                \
    }                                                                             \
    API int torch_##name##_number_(Tensor* self, Number other) {                  \
        return act([&] { self->name##_(other.scalar()); });                       \
    }
#define BINARY_ALL(name) BINARY(name) BINARY_IN_PLACE(name) BINARY_NUMBER(name)

BINARY_ALL(mul)
BINARY_ALL(pow)
BINARY_ALL(fmod)
BINARY_ALL(remainder)
BINARY_ALL(floor_divide)
BINARY_ALL(eq)
BINARY_ALL(ne)
BINARY_ALL(lt)
BINARY_ALL(le)
BINARY_ALL(gt)
BINARY_ALL(ge)
BINARY(maximum)
BINARY(minimum)
BINARY(atan2)
BINARY(logical_and)
BINARY_IN_PLACE(logical_and)
BINARY(logical_or)
BINARY_IN_PLACE(logical_or)
BINARY(logical_xor)
BINARY_IN_PLACE(logical_xor)
BINARY(bitwise_and)
BINARY(bitwise_or)
BINARY(bitwise_xor)

// self + alpha * other, self - alpha * other.
#define BINARY_ALPHA(name)                                                                      \
    API Tensor* torch_##name(const Tensor* self, const Tensor* other, Number alpha) {           \
        return tensor([&] { return self->name(*other, alpha.scalar()); });                      \
    }                                                                                           \
    API int torch_##name##_(Tensor* self, const Tensor* other, Number alpha) {                  \
        return act([&] { self->name##_(*other, alpha.scalar()); });                             \
    }                                                                                           \
    API Tensor* torch_##name##_number(const Tensor* self, Number other, Number alpha) {         \
        return tensor([&] { return self->name(other.scalar(), alpha.scalar()); });              \
    }                                                                                           \
    API int torch_##name##_number_(Tensor* self, Number other, Number alpha) {                  \
        return act([&] { self->name##_(other.scalar(), alpha.scalar()); });                     \
    }

BINARY_ALPHA(add)
BINARY_ALPHA(sub)

API Tensor* torch_rsub_number(const Tensor* self, Number other) {
    return tensor([&] { return at::rsub(*self, other.scalar()); });
}

namespace {
c10::optional<c10::string_view> rounding(int mode) {
    if (mode == 1) return "trunc";
    if (mode == 2) return "floor";
    return c10::nullopt;
}
}  // namespace

API Tensor* torch_div(const Tensor* self, const Tensor* other, int mode) {
    return tensor([&] { return self->div(*other, rounding(mode)); });
}
API int torch_div_(Tensor* self, const Tensor* other, int mode) {
    return act([&] { self->div_(*other, rounding(mode)); });
}
API Tensor* torch_div_number(const Tensor* self, Number other, int mode) {
    return tensor([&] { return self->div(other.scalar(), rounding(mode)); });
}
API int torch_div_number_(Tensor* self, Number other, int mode) {
    return act([&] { self->div_(other.scalar(), rounding(mode)); });
}

API Tensor* torch_clamp(const Tensor* self, Number min, Number max) {
    return tensor([&] { return self->clamp(min.optional(), max.optional()); });
}
API int torch_clamp_(Tensor* self, Number min, Number max) {
    return act([&] { self->clamp_(min.optional(), max.optional()); });
}
API Tensor* torch_clamp_tensor(const Tensor* self, const Tensor* min, const Tensor* max) {
    return tensor([&] { return self->clamp(or_undefined(min), or_undefined(max)); });
}

API Tensor* torch_where(const Tensor* condition, const Tensor* self, const Tensor* other) {
    return tensor([&] { return at::where(*condition, *self, *other); });
}
API Tensor* torch_masked_fill(const Tensor* self, const Tensor* mask, Number value) {
    return tensor([&] { return self->masked_fill(*mask, value.scalar()); });
}
API int torch_masked_fill_(Tensor* self, const Tensor* mask, Number value) {
    return act([&] { self->masked_fill_(*mask, value.scalar()); });
}
API Tensor* torch_nan_to_num(const Tensor* self, double nan, double positive, double negative) {
    return tensor([&] { return self->nan_to_num(nan, positive, negative); });
}

API int torch_copy_(Tensor* self, const Tensor* source, int non_blocking) {
    return act([&] { self->copy_(*source, non_blocking != 0); });
}
API int torch_fill_(Tensor* self, Number value) {
    return act([&] { self->fill_(value.scalar()); });
}
API int torch_zero_(Tensor* self) {
    return act([&] { self->zero_(); });
}
// LibTorch 1.13 wants a weight of the tensor's own type; a number in C# arrives as a double without dimensions.
static Tensor blending_weight(const Tensor* self, const Tensor* weight) {
    return weight->dim() == 0 ? weight->to(self->scalar_type()) : *weight;
}
API Tensor* torch_lerp(const Tensor* self, const Tensor* end, const Tensor* weight) {
    return tensor([&] { return self->lerp(*end, blending_weight(self, weight)); });
}
API int torch_lerp_(Tensor* self, const Tensor* end, const Tensor* weight) {
    return act([&] { self->lerp_(*end, blending_weight(self, weight)); });
}

#define FUSED(name)                                                                                          \
    API Tensor* torch_##name(const Tensor* self, const Tensor* first, const Tensor* second, Number value) {  \
        return tensor([&] { return self->name(*first, *second, value.scalar()); });                          \
    }                                                                                                        \
    API int torch_##name##_(Tensor* self, const Tensor* first, const Tensor* second, Number value) {         \
        return act([&] { self->name##_(*first, *second, value.scalar()); });                                 \
    }

FUSED(addcmul)
FUSED(addcdiv)
