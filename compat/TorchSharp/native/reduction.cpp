// Operations that fold one or more dimensions, and those that compare whole tensors.
#include "shim.h"

#define WHOLE(name) \
    API Tensor* torch_##name(const Tensor* self) { return tensor([&] { return self->name(); }); }

WHOLE(all)
WHOLE(any)
WHOLE(max)
WHOLE(min)
WHOLE(median)

#define ALONG(name)                                                                     \
    API Tensor* torch_##name##_dim(const Tensor* self, int64_t dim, int keep) {         \
        return tensor([&] { return self->name(dim, keep != 0); });                      \
    }

ALONG(all)
ALONG(any)
ALONG(logsumexp)

#define ARGUMENT(name)                                                                           \
    API Tensor* torch_##name(const Tensor* self, int64_t dim, int whole, int keep) {             \
        return tensor([&] { return whole ? self->name() : self->name(dim, keep != 0); });        \
    }

ARGUMENT(argmax)
ARGUMENT(argmin)

#define VALUES_AND_INDICES(name)                                                                             \
    API void torch_##name##_dim(const Tensor* self, int64_t dim, int keep, Tensor** values, Tensor** indices) { \
        pair(values, indices, [&] { return self->name(dim, keep != 0); });                                   \
    }

VALUES_AND_INDICES(max)
VALUES_AND_INDICES(min)

API void torch_sort(const Tensor* self, int64_t dim, int descending, int stable, Tensor** values, Tensor** indices) {
    pair(values, indices, [&] { return self->sort(c10::optional<bool>(stable != 0), dim, descending != 0); });
}
API void torch_topk(const Tensor* self, int64_t k, int64_t dim, int largest, int sorted, Tensor** values,
                    Tensor** indices) {
    pair(values, indices, [&] { return self->topk(k, dim, largest != 0, sorted != 0); });
}
API Tensor* torch_argsort(const Tensor* self, int64_t dim, int descending) {
    return tensor([&] { return self->argsort(dim, descending != 0); });
}

// No dimensions: all of them.
API Tensor* torch_sum(const Tensor* self, const int64_t* dims, int count, int keep, int dtype) {
    return tensor([&] {
        return count == 0 ? self->sum(type_or_none(dtype))
                          : self->sum(ints(dims, count), keep != 0, type_or_none(dtype));
    });
}
API Tensor* torch_mean(const Tensor* self, const int64_t* dims, int count, int keep, int dtype) {
    return tensor([&] {
        return count == 0 ? self->mean(type_or_none(dtype))
                          : self->mean(ints(dims, count), keep != 0, type_or_none(dtype));
    });
}
API Tensor* torch_prod(const Tensor* self, int dtype) {
    return tensor([&] { return self->prod(type_or_none(dtype)); });
}
API Tensor* torch_prod_dim(const Tensor* self, int64_t dim, int keep, int dtype) {
    return tensor([&] { return self->prod(dim, keep != 0, type_or_none(dtype)); });
}
API Tensor* torch_cumsum(const Tensor* self, int64_t dim, int dtype) {
    return tensor([&] { return self->cumsum(dim, type_or_none(dtype)); });
}
API Tensor* torch_cumprod(const Tensor* self, int64_t dim, int dtype) {
    return tensor([&] { return self->cumprod(dim, type_or_none(dtype)); });
}

#define SPREAD(name)                                                                                          \
    API Tensor* torch_##name(const Tensor* self, const int64_t* dims, int count, int unbiased, int keep) {    \
        return tensor([&] {                                                                                   \
            return count == 0 ? self->name(unbiased != 0)                                                     \
                              : self->name(ints(dims, count), unbiased != 0, keep != 0);                      \
        });                                                                                                   \
    }

SPREAD(std)
SPREAD(var)

API Tensor* torch_norm(const Tensor* self, double p) {
    return tensor([&] { return self->norm(p); });
}
API Tensor* torch_norm_dim(const Tensor* self, int64_t dim, int keep, double p) {
    return tensor([&] { return self->norm(p, dim, keep != 0); });
}

API Tensor* torch_softmax(const Tensor* self, int64_t dim, int dtype) {
    return tensor([&] { return self->softmax(dim, type_or_none(dtype)); });
}
API Tensor* torch_log_softmax(const Tensor* self, int64_t dim, int dtype) {
    return tensor([&] { return self->log_softmax(dim, type_or_none(dtype)); });
}

// -1 after an exception.
API int torch_allclose(const Tensor* self, const Tensor* other, double rtol, double atol, int equal_nan) {
    int close = -1;
    act([&] { close = self->allclose(*other, rtol, atol, equal_nan != 0); });
    return close;
}
