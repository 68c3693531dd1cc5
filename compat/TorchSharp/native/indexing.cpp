// Parts of a tensor: by position, by range, by index tensor and by mask.
#include "shim.h"

#include <ATen/TensorIndexing.h>

API Tensor* torch_narrow(const Tensor* self, int64_t dim, int64_t start, int64_t length) {
    return tensor([&] { return self->narrow(dim, start, length); });
}
API Tensor* torch_slice(const Tensor* self, int64_t dim, int64_t start, int64_t end, int64_t step) {
    return tensor([&] { return self->slice(dim, start, end, step); });
}
API Tensor* torch_select(const Tensor* self, int64_t dim, int64_t index) {
    return tensor([&] { return self->select(dim, index); });
}
API Tensor* torch_gather(const Tensor* self, int64_t dim, const Tensor* index) {
    return tensor([&] { return self->gather(dim, *index); });
}
API Tensor* torch_take_along_dim(const Tensor* self, const Tensor* index, int64_t dim) {
    return tensor([&] { return at::take_along_dim(*self, *index, dim); });
}
API Tensor* torch_index_select(const Tensor* self, int64_t dim, const Tensor* index) {
    return tensor([&] { return self->index_select(dim, *index); });
}
API Tensor* torch_masked_select(const Tensor* self, const Tensor* mask) {
    return tensor([&] { return self->masked_select(*mask); });
}
API Tensor* torch_nonzero(const Tensor* self) {
    return tensor([&] { return self->nonzero(); });
}

#define SCATTER(name)                                                                                       \
    API Tensor* torch_##name(const Tensor* self, int64_t dim, const Tensor* index, const Tensor* source) {  \
        return tensor([&] { return self->name(dim, *index, *source); });                                    \
    }                                                                                                       \
    API int torch_##name##_(Tensor* self, int64_t dim, const Tensor* index, const Tensor* source) {         \
        return act([&] { self->name##_(dim, *index, *source); });                                           \
    }

SCATTER(scatter)
SCATTER(scatter_add)
SCATTER(index_copy)

API Tensor* torch_index_add(const Tensor* self, int64_t dim, const Tensor* index, const Tensor* source, Number alpha) {
    return tensor([&] { return self->index_add(dim, *index, *source, alpha.scalar()); });
}
API int torch_index_add_(Tensor* self, int64_t dim, const Tensor* index, const Tensor* source, Number alpha) {
    return act([&] { self->index_add_(dim, *index, *source, alpha.scalar()); });
}
API int torch_index_fill_(Tensor* self, int64_t dim, const Tensor* index, Number value) {
    return act([&] { self->index_fill_(dim, *index, value.scalar()); });
}

// One step of a subscript. An absent bound of a slice is INT64_MIN.
struct Index {
    enum Kind : int64_t { none, ellipsis, integer, boolean, slice, tensor };
    int64_t kind;
    int64_t start;
    int64_t stop;
    int64_t step;
    const Tensor* values;
};

namespace {
std::vector<at::indexing::TensorIndex> subscript(const Index* indices, int count) {
    const auto bound = [](int64_t value) -> c10::optional<int64_t> {
        if (value == INT64_MIN) return c10::nullopt;
        return value;
    };
    std::vector<at::indexing::TensorIndex> result;
    for (const Index* index = indices; index != indices + count; ++index) {
        switch (index->kind) {
            case Index::none: result.emplace_back(at::indexing::None); break;
            case Index::ellipsis: result.emplace_back(at::indexing::Ellipsis); break;
            case Index::integer: result.emplace_back(index->start); break;
            case Index::boolean: result.emplace_back(index->start != 0); break;
            case Index::tensor: result.emplace_back(*index->values); break;
            default:
                result.emplace_back(
                    at::indexing::Slice(bound(index->start), bound(index->stop), bound(index->step)));
        }
    }
    return result;
}
}  // namespace

API Tensor* torch_index(const Tensor* self, const Index* indices, int count) {
    return tensor([&] { return self->index(subscript(indices, count)); });
}
API int torch_index_put_(Tensor* self, const Index* indices, int count, const Tensor* value) {
    return act([&] { self->index_put_(subscript(indices, count), *value); });
}
API int torch_index_put_number_(Tensor* self, const Index* indices, int count, Number value) {
    return act([&] { self->index_put_(subscript(indices, count), value.scalar()); });
}
