// The machine: devices and threads.
#include "shim.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

// Of OpenBLAS, which Debian's LibTorch multiplies with and which has threads of its own; null with another library. The
// published packages multiply with MKL, whose threads follow torch's.
extern "C" void openblas_set_num_threads(int count) __attribute__((weak));

API int torch_cuda_is_available() {
    int available = 0;
    act([&] { available = torch::cuda::is_available(); });
    return available;
}
API int torch_cuda_is_cudnn_available() {
    int available = 0;
    act([&] { available = torch::cuda::cudnn_is_available(); });
    return available;
}
API int torch_cuda_device_count() {
    int count = 0;
    act([&] { count = static_cast<int>(torch::cuda::device_count()); });
    return count;
}
API int torch_cuda_synchronize(int64_t device) {
    return act([&] { torch::cuda::synchronize(device); });
}
API int torch_cuda_manual_seed_all(uint64_t seed) {
    return act([&] { torch::cuda::manual_seed_all(seed); });
}

API int torch_get_num_threads() { return at::get_num_threads(); }
API int torch_set_num_threads(int count) {
    return act([&] {
        at::set_num_threads(count);
        if (openblas_set_num_threads != nullptr)
            openblas_set_num_threads(count);
    });
}
API int torch_get_num_interop_threads() { return at::get_num_interop_threads(); }
API int torch_set_num_interop_threads(int count) {
    return act([&] { at::set_num_interop_threads(count); });
}

API const char* torch_version() { return TORCH_VERSION; }
