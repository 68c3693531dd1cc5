// Matrix products, layers and losses.
#include "shim.h"

#define PRODUCT(name)                                                          \
    API Tensor* torch_##name(const Tensor* self, const Tensor* other) {        \
        return tensor([&] { return self->name(*other); });                     \
    }

PRODUCT(matmul)
PRODUCT(mm)
PRODUCT(bmm)
PRODUCT(mv)
PRODUCT(dot)
PRODUCT(outer)

API Tensor* torch_addmm(const Tensor* self, const Tensor* first, const Tensor* second, float beta, float alpha) {
    return tensor([&] { return self->addmm(*first, *second, beta, alpha); });
}

API Tensor* torch_linear(const Tensor* input, const Tensor* weight, const Tensor* bias) {
    return tensor([&] {
        return bias ? at::linear(*input, *weight, *bias) : at::linear(*input, *weight);
    });
}

API Tensor* torch_conv2d(const Tensor* input, const Tensor* weight, const Tensor* bias, const int64_t* strides,
                         const int64_t* padding, const int64_t* dilation, int64_t groups) {
    return tensor([&] {
        return at::conv2d(*input, *weight, or_undefined(bias), ints(strides, 2), ints(padding, 2), ints(dilation, 2),
                          groups);
    });
}

API Tensor* torch_layer_norm(const Tensor* input, const int64_t* shape, int count, const Tensor* weight,
                             const Tensor* bias, double eps) {
    return tensor([&] {
        return at::layer_norm(*input, ints(shape, count), or_undefined(weight), or_undefined(bias), eps);
    });
}

API Tensor* torch_one_hot(const Tensor* self, int64_t classes) {
    return tensor([&] { return at::one_hot(*self, classes); });
}

API Tensor* torch_softplus(const Tensor* self, double beta, double threshold) {
    return tensor([&] { return at::softplus(*self, beta, threshold); });
}

API Tensor* torch_leaky_relu(const Tensor* self, double slope) {
    return tensor([&] { return at::leaky_relu(*self, slope); });
}

// The reductions have LibTorch's own numbers: 0 none, 1 mean, 2 sum.
API Tensor* torch_mse_loss(const Tensor* input, const Tensor* target, int64_t reduction) {
    return tensor([&] { return at::mse_loss(*input, *target, reduction); });
}
API Tensor* torch_l1_loss(const Tensor* input, const Tensor* target, int64_t reduction) {
    return tensor([&] { return at::l1_loss(*input, *target, reduction); });
}
API Tensor* torch_smooth_l1_loss(const Tensor* input, const Tensor* target, int64_t reduction, double beta) {
    return tensor([&] { return at::smooth_l1_loss(*input, *target, reduction, beta); });
}
API Tensor* torch_huber_loss(const Tensor* input, const Tensor* target, int64_t reduction, double delta) {
    return tensor([&] { return at::huber_loss(*input, *target, reduction, delta); });
}
API Tensor* torch_cross_entropy(const Tensor* input, const Tensor* target, const Tensor* weight, int64_t reduction,
                                int64_t ignore_index, double label_smoothing) {
    return tensor([&] {
        return at::cross_entropy_loss(*input, *target, or_undefined(weight), reduction, ignore_index, label_smoothing);
    });
}
