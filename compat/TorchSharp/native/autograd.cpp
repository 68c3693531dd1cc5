// Gradients and the modes that decide whether they are recorded.
#include "shim.h"

#include <c10/core/InferenceMode.h>
#include <torch/autograd.h>

API int torch_requires_grad(const Tensor* self) { return self->requires_grad(); }
API int torch_is_leaf(const Tensor* self) { return self->is_leaf(); }

API int torch_requires_grad_(Tensor* self, int requires_grad) {
    return act([&] { self->requires_grad_(requires_grad != 0); });
}
API int torch_retain_grad(Tensor* self) {
    return act([&] { self->retain_grad(); });
}
API Tensor* torch_detach(const Tensor* self) {
    return tensor([&] { return self->detach(); });
}
API int torch_detach_(Tensor* self) {
    return act([&] { self->detach_(); });
}

API int torch_set_data(Tensor* self, const Tensor* other) {
    return act([&] { self->set_data(*other); });
}

// Null where there is no gradient: that is not an error.
API Tensor* torch_grad(const Tensor* self) { return self->grad().defined() ? new Tensor(self->grad()) : nullptr; }

API int torch_set_grad(Tensor* self, const Tensor* grad) {
    return act([&] { self->mutable_grad() = or_undefined(grad); });
}

API int torch_backward(Tensor* const* outputs, int output_count, Tensor* const* grads, int grad_count,
                       Tensor* const* inputs, int input_count, int retain_graph, int create_graph) {
    return act([&] {
        torch::autograd::backward(tensors(outputs, output_count), tensors(grads, grad_count), retain_graph != 0,
                                  create_graph != 0, tensors(inputs, input_count));
    });
}

// The common case: one output, all leaves.
API int torch_backward_one(const Tensor* self, const Tensor* grad, int retain_graph, int create_graph) {
    return act([&] { self->backward(or_undefined(grad), retain_graph != 0, create_graph != 0); });
}

// Fills `results`, one for each input, null for an unused one.
API int torch_gradients(Tensor* const* outputs, int output_count, Tensor* const* inputs, int input_count,
                        Tensor* const* grads, int grad_count, int retain_graph, int create_graph, int allow_unused,
                        Tensor** results) {
    return act([&] {
        const auto made = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                                tensors(grads, grad_count), retain_graph != 0, create_graph != 0,
                                                allow_unused != 0);
        for (size_t i = 0; i < made.size(); ++i) results[i] = made[i].defined() ? new Tensor(made[i]) : nullptr;
    });
}

API int torch_grad_mode() { return at::GradMode::is_enabled(); }
API void torch_set_grad_mode(int enabled) { at::GradMode::set_enabled(enabled != 0); }

// The guard restores the mode of the thread that made it: dispose it there.
API void* torch_inference_mode(int enabled) { return new c10::InferenceMode(enabled != 0); }
API void torch_inference_mode_dispose(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
