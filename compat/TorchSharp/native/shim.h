// The C interface between the managed TorchSharp stand-in and LibTorch.
//
// A tensor crosses it as an owned at::Tensor*. A function that gives a tensor returns null when LibTorch threw; one
// that only acts returns 0 for success and 1 for an exception. The message is then kept for the calling thread.
#pragma once

#include <ATen/ATen.h>

#include <cstring>
#include <exception>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))

using at::Tensor;

// A number as the managed side holds it: an integer, a boolean, or the bits of a double.
struct Number {
    enum Kind : int64_t { none = -1, integer = 0, real = 1, boolean = 2 };
    int64_t bits;
    int64_t kind;

    at::Scalar scalar() const;
    c10::optional<at::Scalar> optional() const;
};

// Where and as what a tensor is made; a negative type or device leaves the choice to LibTorch.
struct Layout {
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t requires_grad;

    at::TensorOptions options() const;
    Tensor* finish(Tensor made) const;
};

void remember_exception() noexcept;

template <class F>
Tensor* tensor(F make) noexcept {
    try {
        return new Tensor(make());
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

template <class F>
int act(F action) noexcept {
    try {
        action();
        return 0;
    } catch (...) {
        remember_exception();
        return 1;
    }
}

// For at::max(dim), at::sort and the like: both tensors are null after an exception.
template <class F>
void pair(Tensor** first, Tensor** second, F make) noexcept {
    *first = *second = nullptr;
    act([&] {
        auto made = make();
        auto values = std::make_unique<Tensor>(std::move(std::get<0>(made)));
        *second = new Tensor(std::move(std::get<1>(made)));
        *first = values.release();
    });
}

inline at::IntArrayRef ints(const int64_t* values, int count) {
    return {values, static_cast<size_t>(count)};
}

inline std::vector<Tensor> tensors(Tensor* const* handles, int count) {
    std::vector<Tensor> result;
    result.reserve(count);
    for (int i = 0; i < count; ++i) result.push_back(handles[i] ? *handles[i] : Tensor());
    return result;
}

inline Tensor or_undefined(const Tensor* handle) { return handle ? *handle : Tensor(); }

inline c10::optional<at::ScalarType> type_or_none(int dtype) {
    if (dtype < 0) return c10::nullopt;
    return static_cast<at::ScalarType>(dtype);
}
