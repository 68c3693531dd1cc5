using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving;

/// <summary>An ONNX Runtime session with what it runs on.</summary>
internal sealed class PolicySession : IDisposable
{
    /// <param name="native">The session, disposed with this.</param>
    /// <param name="gpuDeviceId">The CUDA device that it runs on; null for the CPU.</param>
    public PolicySession(InferenceSession native, int? gpuDeviceId)
    {
        (Native, GpuDeviceId) = (native, gpuDeviceId);
        if (gpuDeviceId is int device)
            Pinned = PinnedMemory(native, device);
    }

    public InferenceSession Native { get; }

    public int? GpuDeviceId { get; }

    /// <summary>What allocates memory that the GPU copies from and to without a stop; null where there is none.</summary>
    public OrtAllocator? Pinned { get; }

    public string Provider => GpuDeviceId is null ? PolicyRuntime.Cpu : CudaProvider.Name;

    public void Dispose()
    {
        Pinned?.Dispose();
        Native.Dispose();
    }

    private static OrtAllocator? PinnedMemory(InferenceSession native, int device)
    {
        using OrtMemoryInfo pinned = new(
            OrtMemoryInfo.allocatorCUDA_PINNED, OrtAllocatorType.DeviceAllocator, device, OrtMemType.CpuOutput);
        try
        {
            return new OrtAllocator(native, pinned);
        }
        catch (OnnxRuntimeException)
        {
            // A runtime that pins for the first device only: copies are slower then, and nothing else is.
            return null;
        }
    }
}
