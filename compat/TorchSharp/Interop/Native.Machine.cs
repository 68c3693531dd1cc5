using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial Flag torch_cuda_is_available();

    [LibraryImport(Library)]
    internal static partial Flag torch_cuda_is_cudnn_available();

    [LibraryImport(Library)]
    internal static partial int torch_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial int torch_cuda_synchronize(long device);

    [LibraryImport(Library)]
    internal static partial int torch_cuda_manual_seed_all(long seed);

    [LibraryImport(Library)]
    internal static partial int torch_get_num_threads();

    [LibraryImport(Library)]
    internal static partial int torch_set_num_threads(int count);

    [LibraryImport(Library)]
    internal static partial int torch_get_num_interop_threads();

    [LibraryImport(Library)]
    internal static partial int torch_set_num_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial byte* torch_version();

    [LibraryImport(Library)]
    internal static partial nint torch_generator(ulong seed, DeviceType deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial nint torch_default_generator();

    [LibraryImport(Library)]
    internal static partial void torch_generator_dispose(nint self);

    [LibraryImport(Library)]
    internal static partial int torch_manual_seed(long seed);

    [LibraryImport(Library)]
    internal static partial void torch_generator_manual_seed(Generator self, long seed);

    [LibraryImport(Library)]
    internal static partial long torch_generator_seed(Generator self);

    [LibraryImport(Library)]
    internal static partial long torch_generator_initial_seed(Generator self);

    [LibraryImport(Library)]
    internal static partial Tensor torch_generator_get_state(Generator self);

    [LibraryImport(Library)]
    internal static partial int torch_generator_set_state(Generator self, Tensor state);

    [LibraryImport(Library)]
    internal static partial int torch_uniform_(Tensor self, double from, double to, Generator? generator);

    [LibraryImport(Library)]
    internal static partial int torch_normal_(Tensor self, double mean, double std, Generator? generator);

    [LibraryImport(Library)]
    internal static partial int torch_bernoulli_(Tensor self, double p, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Tensor torch_bernoulli(Tensor self, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Tensor torch_multinomial(
        Tensor self, long count, Flag replacement, Generator? generator);
}
