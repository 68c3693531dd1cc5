using System.Runtime.InteropServices;
using DeepQ.Onnx.Guarding;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>An ONNX Runtime session with its device and memory.</summary>
internal sealed class PolicySession : IDisposable
{
    private PolicySession(InferenceSession native, int? gpuDeviceId)
    {
        (Native, GpuDeviceId) = (native, gpuDeviceId);
        if (gpuDeviceId is int device)
            Pinned = PinnedMemory(native, device);
    }

    /// <summary>Opens a session: the only place where a runtime receives a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The settings of the session.</param>
    /// <param name="gpuDeviceId">The CUDA device that it runs on; null for the CPU.</param>
    public static PolicySession Open(CheckedModel model, SessionOptions settings, int? gpuDeviceId)
    {
        // Unless the format is set, the runtime guesses it from the bytes.
        settings.AddSessionConfigEntry("session.load_model_format", "ONNX");
        byte[] bytes = MemoryMarshal.TryGetArray(model.Bytes, out ArraySegment<byte> array) && array.Count == array.Array!.Length
            ? array.Array
            : model.Bytes.ToArray();
        InferenceSession native = new(bytes, settings);
        try
        {
            return new(native, gpuDeviceId);
        }
        catch
        {
            native.Dispose();
            throw;
        }
    }

    public InferenceSession Native { get; }

    public int? GpuDeviceId { get; }

    /// <summary>The allocator of pinned memory for fast copies to and from the GPU; null if there is none.</summary>
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
            // A runtime that pins memory only for the first device: only copies are slower then.
            return null;
        }
    }
}
