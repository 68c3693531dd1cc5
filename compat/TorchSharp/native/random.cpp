// Generators and the draws made in place.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>

#include <mutex>

namespace {
c10::optional<at::Generator> or_default(const at::Generator* generator) {
    if (!generator) return c10::nullopt;
    return *generator;
}

at::Device device_of(int type, int index) {
    return at::Device(static_cast<at::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}
}  // namespace

API at::Generator* torch_generator(uint64_t seed, int device_type, int device_index) {
    try {
        if (device_type == static_cast<int>(at::kCPU)) return new at::Generator(at::detail::createCPUGenerator(seed));
        auto generator = at::globalContext().defaultGenerator(device_of(device_type, device_index)).clone();
        generator.set_current_seed(seed);
        return new at::Generator(std::move(generator));
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

API at::Generator* torch_default_generator() { return new at::Generator(at::detail::getDefaultCPUGenerator()); }
API void torch_generator_dispose(at::Generator* self) { delete self; }

API int torch_manual_seed(int64_t seed) {
    return act([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}
API void torch_generator_manual_seed(at::Generator* self, int64_t seed) {
    std::lock_guard<std::mutex> lock(self->mutex());
    self->set_current_seed(static_cast<uint64_t>(seed));
}
API int64_t torch_generator_seed(at::Generator* self) {
    std::lock_guard<std::mutex> lock(self->mutex());
    return static_cast<int64_t>(self->seed());
}
API int64_t torch_generator_initial_seed(const at::Generator* self) {
    return static_cast<int64_t>(self->current_seed());
}
API Tensor* torch_generator_get_state(at::Generator* self) {
    return tensor([&] {
        std::lock_guard<std::mutex> lock(self->mutex());
        return self->get_state();
    });
}
API int torch_generator_set_state(at::Generator* self, const Tensor* state) {
    return act([&] {
        std::lock_guard<std::mutex> lock(self->mutex());
        self->set_state(*state);
    });
}

API int torch_uniform_(Tensor* self, double from, double to, const at::Generator* generator) {
    return act([&] { self->uniform_(from, to, or_default(generator)); });
}
API int torch_normal_(Tensor* self, double mean, double std, const at::Generator* generator) {
    return act([&] { self->normal_(mean, std, or_default(generator)); });
}
API int torch_bernoulli_(Tensor* self, double p, const at::Generator* generator) {
    return act([&] { self->bernoulli_(p, or_default(generator)); });
}
API Tensor* torch_bernoulli(const Tensor* self, const at::Generator* generator) {
    return tensor([&] { return self->bernoulli(or_default(generator)); });
}
API Tensor* torch_multinomial(const Tensor* self, int64_t count, int replacement, const at::Generator* generator) {
    return tensor([&] { return self->multinomial(count, replacement != 0, or_default(generator)); });
}
