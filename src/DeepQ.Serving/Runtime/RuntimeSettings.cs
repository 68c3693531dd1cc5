namespace DeepQ.Serving.Runtime;

/// <summary>The settings of an ONNX Runtime session.</summary>
/// <param name="GpuDeviceId">The CUDA device; null for the CPU.</param>
/// <param name="FallbackToCpu">Whether the CPU is used, with a warning, if the device is not available.</param>
/// <param name="IntraOpThreads">The number of threads per operator in one run.</param>
/// <param name="Warning">Receives warnings; null for none.</param>
internal sealed record RuntimeSettings(int? GpuDeviceId, bool FallbackToCpu, int IntraOpThreads, Action<string>? Warning);
