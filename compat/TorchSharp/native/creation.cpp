// Tensors from nothing, from memory and from other tensors.
#include "shim.h"

at::Scalar Number::scalar() const {
    switch (kind) {
        case integer: return at::Scalar(bits);
        case boolean: return at::Scalar(bits != 0);
        default: {
            double real;
            std::memcpy(&real, &bits, sizeof real);
            return at::Scalar(real);
        }
    }
}

c10::optional<at::Scalar> Number::optional() const {
    if (kind == none) return c10::nullopt;
    return scalar();
}

at::TensorOptions Layout::options() const {
    at::TensorOptions result;
    if (dtype >= 0) result = result.dtype(static_cast<at::ScalarType>(dtype));
    if (device_type >= 0) {
        result = result.device(
            at::Device(static_cast<at::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index)));
    }
    return result;
}

Tensor* Layout::finish(Tensor made) const {
    if (requires_grad) made.requires_grad_(true);
    return new Tensor(std::move(made));
}

namespace {
template <class F>
Tensor* make(const Layout& layout, F factory) noexcept {
    try {
        return layout.finish(factory(layout.options()));
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}
}  // namespace

#define FACTORY(name)                                                                                       \
    API Tensor* torch_##name(const int64_t* sizes, int count, Layout layout) {                              \
        return make(layout, [&](const auto& options) { return at::name(ints(sizes, count), options); });    \
    }                                                                                                       \
    API Tensor* torch_##name##_like(const Tensor* self, Layout layout) {                                    \
        return make(layout, [&](const auto& options) { return at::name##_like(*self, options); });          \
    }

#define RANDOM_FACTORY(name)                                                                                \
    API Tensor* torch_##name(const int64_t* sizes, int count, const at::Generator* generator, Layout layout) { \
        return make(layout, [&](const auto& options) {                                                      \
            return generator ? at::name(ints(sizes, count), *generator, options)                            \
                             : at::name(ints(sizes, count), options);                                       \
        });                                                                                                 \
    }                                                                                                       \
    API Tensor* torch_##name##_like(const Tensor* self, Layout layout) {                                    \
        return make(layout, [&](const auto& options) { return at::name##_like(*self, options); });          \
    }

FACTORY(zeros)
FACTORY(ones)
FACTORY(empty)
RANDOM_FACTORY(rand)
RANDOM_FACTORY(randn)

API Tensor* torch_full(const int64_t* sizes, int count, Number value, Layout layout) {
    return make(layout, [&](const auto& options) { return at::full(ints(sizes, count), value.scalar(), options); });
}

API Tensor* torch_full_like(const Tensor* self, Number value, Layout layout) {
    return make(layout, [&](const auto& options) { return at::full_like(*self, value.scalar(), options); });
}

API Tensor* torch_arange(Number start, Number stop, Number step, Layout layout) {
    return make(layout, [&](const auto& options) {
        return at::arange(start.scalar(), stop.scalar(), step.scalar(), options);
    });
}

API Tensor* torch_linspace(double start, double end, int64_t steps, Layout layout) {
    return make(layout, [&](const auto& options) { return at::linspace(start, end, steps, options); });
}

API Tensor* torch_eye(int64_t rows, int64_t columns, Layout layout) {
    return make(layout, [&](const auto& options) { return at::eye(rows, columns, options); });
}

API Tensor* torch_randint(int64_t low, int64_t high, const int64_t* sizes, int count, const at::Generator* generator,
                          Layout layout) {
    return make(layout, [&](const auto& options) {
        return generator ? at::randint(low, high, ints(sizes, count), *generator, options)
                         : at::randint(low, high, ints(sizes, count), options);
    });
}

API Tensor* torch_randperm(int64_t n, const at::Generator* generator, Layout layout) {
    return make(layout, [&](const auto& options) {
        return generator ? at::randperm(n, *generator, options) : at::randperm(n, options);
    });
}

// The memory is copied: it belongs to the caller again when this returns.
API Tensor* torch_from_memory(const void* data, int source_type, const int64_t* sizes, int count, Layout layout) {
    return make(layout, [&](const auto& options) {
        const auto source = at::TensorOptions().dtype(static_cast<at::ScalarType>(source_type));
        const auto borrowed = at::from_blob(const_cast<void*>(data), ints(sizes, count), source);
        return borrowed.to(source.merge_in(options), false, /*copy=*/true);
    });
}

// The memory is shared; `release` is called with `owner` when the last tensor over it is gone.
API Tensor* torch_from_owned_memory(void* data, int dtype, const int64_t* sizes, int count, void* owner,
                                    void (*release)(void*)) {
    return tensor([&] {
        return at::from_blob(data, ints(sizes, count), [owner, release](void*) { release(owner); },
                             at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
    });
}
