// LibTorch's optimizers. The options come with every step, so that the managed side alone holds them; the state of a
// parameter is in reach, so that it can be saved and restored.
#include "shim.h"

#include <torch/optim.h>
#include <torch/version.h>

namespace {
using torch::optim::AdamParamState;
using torch::optim::AdamWParamState;
using torch::optim::RMSpropParamState;
using torch::optim::SGDParamState;

// The tensors of a parameter's state by number, in the order of the managed State classes' fields.
Tensor* slot(SGDParamState& state, int index) { return index == 0 ? &state.momentum_buffer() : nullptr; }
Tensor* slot(RMSpropParamState& state, int index) {
    switch (index) {
        case 0: return &state.square_avg();
        case 1: return &state.momentum_buffer();
        default: return &state.grad_avg();
    }
}
template <class Adam>
Tensor* slot(Adam& state, int index) {
    switch (index) {
        case 0: return &state.exp_avg();
        case 1: return &state.exp_avg_sq();
        default: return &state.max_exp_avg_sq();
    }
}

template <class State>
int64_t* step_of(State& state) { return &state.step(); }
int64_t* step_of(SGDParamState&) { return nullptr; }

// The key that LibTorch keeps a parameter's state under.
auto state_key(const Tensor& parameter) {
#if TORCH_VERSION_MAJOR >= 2
    return static_cast<void*>(parameter.unsafeGetTensorImpl());
#else
    return c10::guts::to_string(parameter.unsafeGetTensorImpl());
#endif
}

struct Optimizer {
    virtual ~Optimizer() = default;
    virtual torch::optim::Optimizer& inner() = 0;
    virtual Tensor* slot_of(const Tensor& parameter, int index, bool create) = 0;
    virtual int64_t* step_count_of(const Tensor& parameter, bool create) = 0;
    virtual void forget(const Tensor& parameter) = 0;
};

template <class Inner, class Options, class State>
struct Of final : Optimizer {
    Inner optimizer;

    Of(std::vector<Tensor> parameters, Options options) : optimizer(std::move(parameters), options) {}

    torch::optim::Optimizer& inner() override { return optimizer; }
    Options& options() { return static_cast<Options&>(optimizer.param_groups()[0].options()); }

    State* state_of(const Tensor& parameter, bool create) {
        auto& states = optimizer.state();
        const auto key = state_key(parameter);
        if (states.find(key) == states.end()) {
            if (!create) return nullptr;
            states[key] = std::make_unique<State>();
        }
        return static_cast<State*>(states[key].get());
    }
    Tensor* slot_of(const Tensor& parameter, int index, bool create) override {
        State* state = state_of(parameter, create);
        return state ? slot(*state, index) : nullptr;
    }
    int64_t* step_count_of(const Tensor& parameter, bool create) override {
        State* state = state_of(parameter, create);
        return state ? step_of(*state) : nullptr;
    }
    void forget(const Tensor& parameter) override { optimizer.state().erase(state_key(parameter)); }
};

using SGD = Of<torch::optim::SGD, torch::optim::SGDOptions, SGDParamState>;
using Adam = Of<torch::optim::Adam, torch::optim::AdamOptions, AdamParamState>;
using AdamW = Of<torch::optim::AdamW, torch::optim::AdamWOptions, AdamWParamState>;
using RMSprop = Of<torch::optim::RMSprop, torch::optim::RMSpropOptions, RMSpropParamState>;

template <class Kind, class Options>
Optimizer* make(Tensor* const* parameters, int count, Options options) noexcept {
    try {
        return new Kind(tensors(parameters, count), options);
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

void negate_gradients(torch::optim::Optimizer& optimizer) {
    at::NoGradGuard guard;
    for (auto& group : optimizer.param_groups())
        for (auto& parameter : group.params())
            if (parameter.grad().defined()) parameter.mutable_grad().neg_();
}

// LibTorch's C++ optimizers only minimise: to maximise, the gradients change their sign for the step.
template <class Options>
int step(Optimizer* self, int maximize, Options set_options) noexcept {
    return act([&] {
        set_options();
        if (maximize) negate_gradients(self->inner());
        self->inner().step();
        if (maximize) negate_gradients(self->inner());
    });
}

template <class Options>
void set_adam(Options& options, double lr, double beta1, double beta2, double eps, double weight_decay, int amsgrad) {
    options.lr(lr).betas(std::make_tuple(beta1, beta2)).eps(eps).weight_decay(weight_decay).amsgrad(amsgrad != 0);
}
}  // namespace

API Optimizer* torch_sgd(Tensor* const* parameters, int count) {
    return make<SGD>(parameters, count, torch::optim::SGDOptions(1.0));
}
API Optimizer* torch_adam(Tensor* const* parameters, int count) {
    return make<Adam>(parameters, count, torch::optim::AdamOptions());
}
API Optimizer* torch_adamw(Tensor* const* parameters, int count) {
    return make<AdamW>(parameters, count, torch::optim::AdamWOptions());
}
API Optimizer* torch_rmsprop(Tensor* const* parameters, int count) {
    return make<RMSprop>(parameters, count, torch::optim::RMSpropOptions());
}
API void torch_optim_dispose(Optimizer* self) { delete self; }

API int torch_sgd_step(Optimizer* self, double lr, double momentum, double dampening, double weight_decay,
                       int nesterov, int maximize) {
    return step(self, maximize, [&] {
        auto& options = static_cast<SGD*>(self)->options();
        options.lr(lr).momentum(momentum).dampening(dampening).weight_decay(weight_decay).nesterov(nesterov != 0);
    });
}
API int torch_adam_step(Optimizer* self, double lr, double beta1, double beta2, double eps, double weight_decay,
                        int amsgrad, int maximize) {
    return step(self, maximize, [&] {
        set_adam(static_cast<Adam*>(self)->options(), lr, beta1, beta2, eps, weight_decay, amsgrad);
    });
}
API int torch_adamw_step(Optimizer* self, double lr, double beta1, double beta2, double eps, double weight_decay,
                         int amsgrad, int maximize) {
    return step(self, maximize, [&] {
        set_adam(static_cast<AdamW*>(self)->options(), lr, beta1, beta2, eps, weight_decay, amsgrad);
    });
}
API int torch_rmsprop_step(Optimizer* self, double lr, double alpha, double eps, double weight_decay, double momentum,
                           int centered, int maximize) {
    return step(self, maximize, [&] {
        auto& options = static_cast<RMSprop*>(self)->options();
        options.lr(lr).alpha(alpha).eps(eps).weight_decay(weight_decay).momentum(momentum).centered(centered != 0);
    });
}

API int torch_optim_zero_grad(Optimizer* self) {
    return act([&] {
        at::NoGradGuard guard;
        for (auto& group : self->inner().param_groups())
            for (auto& parameter : group.params())
                if (parameter.grad().defined()) parameter.mutable_grad().detach_().zero_();
    });
}

// A tensor of a parameter's state, or null where the state has none.
API Tensor* torch_optim_state(Optimizer* self, const Tensor* parameter, int index) {
    const Tensor* state = self->slot_of(*parameter, index, false);
    return state && state->defined() ? new Tensor(*state) : nullptr;
}
API int torch_optim_set_state(Optimizer* self, const Tensor* parameter, int index, const Tensor* value) {
    return act([&] { *self->slot_of(*parameter, index, true) = or_undefined(value); });
}
API void torch_optim_clear_state(Optimizer* self, const Tensor* parameter) { self->forget(*parameter); }
API int64_t torch_optim_step_count(Optimizer* self, const Tensor* parameter) {
    const int64_t* count = self->step_count_of(*parameter, false);
    return count ? *count : 0;
}
API int torch_optim_set_step_count(Optimizer* self, const Tensor* parameter, int64_t value) {
    return act([&] { *self->step_count_of(*parameter, true) = value; });
}
