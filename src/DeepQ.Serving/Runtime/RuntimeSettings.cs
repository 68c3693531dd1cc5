namespace DeepQ.Serving.Runtime;

/// <summary>What a session of ONNX Runtime is opened with.</summary>
/// <param name="GpuDeviceId">The CUDA device; null for the CPU.</param>
/// <param name="FallbackToCpu">Whether the CPU is used, with a warning, where that cannot be.</param>
/// <param name="IntraOpThreads">The threads that compute one operator of one run.</param>
/// <param name="Warning">Receives warnings; null for nobody.</param>
internal sealed record RuntimeSettings(int? GpuDeviceId, bool FallbackToCpu, int IntraOpThreads, Action<string>? Warning);
