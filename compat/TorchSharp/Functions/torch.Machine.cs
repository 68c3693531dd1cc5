using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of LibTorch that the native half was built for.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Native.torch_version())!;

    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.torch_manual_seed(seed));
        return Generator.Default;
    }

    public static int get_num_threads() => Native.torch_get_num_threads();

    public static void set_num_threads(int num) => Native.Check(Native.torch_set_num_threads(num));

    public static int get_num_interop_threads() => Native.torch_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Native.Check(Native.torch_set_num_interop_threads(num));

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.CUDA && !cuda.is_available())
            throw new InvalidOperationException(
                "Torch device type CUDA did not initialise on the current machine.");
    }

    public static Device InitializeDevice(Device? device)
    {
        device ??= CPU;
        InitializeDeviceType(device.type);
        return device;
    }

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>The machine's CUDA devices.</summary>
    public static class cuda
    {
        public static bool is_available() => Native.torch_cuda_is_available();

        public static bool is_cudnn_available() => Native.torch_cuda_is_cudnn_available();

        public static int device_count() => Native.torch_cuda_device_count();

        public static void manual_seed_all(long seed) => Native.Check(Native.torch_cuda_manual_seed_all(seed));

        public static void synchronize(Device? device = null) =>
            Native.Check(Native.torch_cuda_synchronize(device?.index ?? -1));
    }
}
