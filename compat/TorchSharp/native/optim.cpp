// LibTorch's optimizers, with their options and their state in reach.
#include "shim.h"

#include <torch/optim.h>
#include <torch/version.h>

namespace {
struct Optimizer {
    std::unique_ptr<torch::optim::Optimizer> inner;
    bool maximize;
};

// The key that LibTorch keeps a parameter's state under.
auto state_key(const Tensor& parameter) {
#if TORCH_VERSION_MAJOR >= 2
    return static_cast<void*>(parameter.unsafeGetTensorImpl());
#else
    return c10::guts::to_string(parameter.unsafeGetTensorImpl());
#endif
}

template <class Inner, class Options>
Optimizer* make(Tensor* const* parameters, int count, const Options& options, int maximize) noexcept {
    try {
        return new Optimizer{std::make_unique<Inner>(tensors(parameters, count), options), maximize != 0};
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

// LibTorch's C++ optimizers only minimise: the gradients change their sign for the step.
void negate_gradients(torch::optim::Optimizer& optimizer) {
    at::NoGradGuard guard;
    for (auto& group : optimizer.param_groups())
        for (auto& parameter : group.params())
            if (parameter.grad().defined()) parameter.mutable_grad().neg_();
}
}  // namespace

API Optimizer* torch_sgd(Tensor* const* parameters, int count, double lr, double momentum, double dampening,
                         double weight_decay, int nesterov, int maximize) {
    auto options = torch::optim::SGDOptions(lr).momentum(momentum).dampening(dampening);
    options.weight_decay(weight_decay).nesterov(nesterov != 0);
    return make<torch::optim::SGD>(parameters, count, options, maximize);
}

API Optimizer* torch_adam(Tensor* const* parameters, int count, double lr, double beta1, double beta2, double eps,
                          double weight_decay, int amsgrad, int maximize) {
    auto options = torch::optim::AdamOptions(lr).betas(std::make_tuple(beta1, beta2)).eps(eps);
    options.weight_decay(weight_decay).amsgrad(amsgrad != 0);
    return make<torch::optim::Adam>(parameters, count, options, maximize);
}

API Optimizer* torch_adamw(Tensor* const* parameters, int count, double lr, double beta1, double beta2, double eps,
                           double weight_decay, int amsgrad, int maximize) {
    auto options = torch::optim::AdamWOptions(lr).betas(std::make_tuple(beta1, beta2)).eps(eps);
    options.weight_decay(weight_decay).amsgrad(amsgrad != 0);
    return make<torch::optim::AdamW>(parameters, count, options, maximize);
}

API Optimizer* torch_rmsprop(Tensor* const* parameters, int count, double lr, double alpha, double eps,
                             double weight_decay, double momentum, int centered, int maximize) {
    auto options = torch::optim::RMSpropOptions(lr).alpha(alpha).eps(eps);
    options.weight_decay(weight_decay).momentum(momentum).centered(centered != 0);
    return make<torch::optim::RMSprop>(parameters, count, options, maximize);
}

API void torch_optim_dispose(Optimizer* self) { delete self; }

API int torch_optim_step(Optimizer* self) {
    return act([&] {
        if (self->maximize) negate_gradients(*self->inner);
        self->inner->step();
        if (self->maximize) negate_gradients(*self->inner);
    });
}

API int torch_optim_zero_grad(Optimizer* self) {
    return act([&] {
        for (auto& group : self->inner->param_groups())
            for (auto& parameter : group.params()) parameter.mutable_grad().reset();
    });
}

API double torch_optim_get_lr(const Optimizer* self, int group) {
    return self->inner->param_groups()[group].options().get_lr();
}
API void torch_optim_set_lr(Optimizer* self, int group, double lr) {
    self->inner->param_groups()[group].options().set_lr(lr);
}
