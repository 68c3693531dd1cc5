// Views, copies with another shape, and joins.
#include "shim.h"

#define RESHAPED(name)                                                                    \
    API Tensor* torch_##name(const Tensor* self, const int64_t* sizes, int count) {       \
        return tensor([&] { return self->name(ints(sizes, count)); });                    \
    }

RESHAPED(view)
RESHAPED(reshape)
RESHAPED(permute)
RESHAPED(repeat)
RESHAPED(flip)

API Tensor* torch_expand(const Tensor* self, const int64_t* sizes, int count, int implicit) {
    return tensor([&] { return self->expand(ints(sizes, count), implicit != 0); });
}
API Tensor* torch_expand_as(const Tensor* self, const Tensor* other) {
    return tensor([&] { return self->expand_as(*other); });
}
API Tensor* torch_view_as(const Tensor* self, const Tensor* other) {
    return tensor([&] { return self->view_as(*other); });
}
API Tensor* torch_as_strided(const Tensor* self, const int64_t* sizes, const int64_t* strides, int count,
                             int64_t offset) {
    return tensor([&] { return self->as_strided(ints(sizes, count), ints(strides, count), offset); });
}

API Tensor* torch_clone(const Tensor* self) {
    return tensor([&] { return self->clone(); });
}
API Tensor* torch_contiguous(const Tensor* self) {
    return tensor([&] { return self->contiguous(); });
}
API Tensor* torch_flatten(const Tensor* self, int64_t start, int64_t end) {
    return tensor([&] { return self->flatten(start, end); });
}
API Tensor* torch_squeeze(const Tensor* self) {
    return tensor([&] { return self->squeeze(); });
}
API Tensor* torch_squeeze_dim(const Tensor* self, int64_t dim) {
    return tensor([&] { return self->squeeze(dim); });
}
API Tensor* torch_unsqueeze(const Tensor* self, int64_t dim) {
    return tensor([&] { return self->unsqueeze(dim); });
}
API int torch_unsqueeze_(Tensor* self, int64_t dim) {
    return act([&] { self->unsqueeze_(dim); });
}
API Tensor* torch_t(const Tensor* self) {
    return tensor([&] { return self->t(); });
}
API Tensor* torch_transpose(const Tensor* self, int64_t dim0, int64_t dim1) {
    return tensor([&] { return self->transpose(dim0, dim1); });
}
API Tensor* torch_diag(const Tensor* self, int64_t diagonal) {
    return tensor([&] { return self->diag(diagonal); });
}
API Tensor* torch_tril(const Tensor* self, int64_t diagonal) {
    return tensor([&] { return self->tril(diagonal); });
}
API Tensor* torch_triu(const Tensor* self, int64_t diagonal) {
    return tensor([&] { return self->triu(diagonal); });
}

API Tensor* torch_cat(Tensor* const* handles, int count, int64_t dim) {
    return tensor([&] { return at::cat(tensors(handles, count), dim); });
}
API Tensor* torch_stack(Tensor* const* handles, int count, int64_t dim) {
    return tensor([&] { return at::stack(tensors(handles, count), dim); });
}
