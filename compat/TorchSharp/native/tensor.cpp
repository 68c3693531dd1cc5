// What a tensor is: shape, type, place and memory.
#include "shim.h"

API void torch_dispose(Tensor* self) { delete self; }

API int64_t torch_ndim(const Tensor* self) { return self->dim(); }
API int64_t torch_numel(const Tensor* self) { return self->numel(); }
API int64_t torch_element_size(const Tensor* self) { return static_cast<int64_t>(self->element_size()); }
API int64_t torch_storage_offset(const Tensor* self) { return self->storage_offset(); }
API int torch_dtype(const Tensor* self) { return static_cast<int>(self->scalar_type()); }
API int torch_device_type(const Tensor* self) { return static_cast<int>(self->device().type()); }
API int torch_device_index(const Tensor* self) { return self->device().index(); }
API int torch_is_contiguous(const Tensor* self) { return self->is_contiguous(); }

API void torch_sizes(const Tensor* self, int64_t* sizes) {
    std::copy(self->sizes().begin(), self->sizes().end(), sizes);
}

API void torch_strides(const Tensor* self, int64_t* strides) {
    std::copy(self->strides().begin(), self->strides().end(), strides);
}

API void* torch_data(const Tensor* self) { return self->data_ptr(); }

API Tensor* torch_alias(const Tensor* self) {
    return tensor([&] { return *self; });
}

API int torch_item(const Tensor* self, Number* value) {
    return act([&] {
        const at::Scalar scalar = self->item();
        if (scalar.isBoolean()) {
            *value = {scalar.toBool(), Number::boolean};
        } else if (scalar.isIntegral(false)) {
            *value = {scalar.toLong(), Number::integer};
        } else {
            const double real = scalar.toDouble();
            value->kind = Number::real;
            static_assert(sizeof real == sizeof value->bits, "a double fits the bits of a number");
            std::memcpy(&value->bits, &real, sizeof real);
        }
    });
}

API Tensor* torch_to(const Tensor* self, int dtype, int device_type, int device_index, int copy, int non_blocking) {
    return tensor([&] {
        const auto type = type_or_none(dtype).value_or(self->scalar_type());
        const auto device = device_type < 0 ? self->device()
                                            : at::Device(static_cast<at::DeviceType>(device_type),
                                                         static_cast<c10::DeviceIndex>(device_index));
        return self->to(self->options().dtype(type).device(device), non_blocking != 0, copy != 0);
    });
}
