using DeepQ.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving;

/// <summary>Opens ONNX Runtime sessions on the device that the options ask for.</summary>
internal static class PolicyRuntime
{
    public const string Cpu = "CPUExecutionProvider";
    public const string Cuda = "CUDAExecutionProvider";

    public static (InferenceSession Session, string Provider) Open(byte[] model, OnnxPolicyOptions options)
    {
        try
        {
            return options.GpuDeviceId is int device
                ? OpenOnGpu(model, options, device)
                : (OpenOnCpu(model, options), Cpu);
        }
        catch (Exception e) when ((e as TypeInitializationException)?.InnerException is DllNotFoundException
            || e is DllNotFoundException)
        {
            throw new InvalidOperationException(
                "The native ONNX Runtime was not found. Add the package Microsoft.ML.OnnxRuntime (or "
                + "Microsoft.ML.OnnxRuntime.Gpu) to the application.", e);
        }
    }

    private static (InferenceSession Session, string Provider) OpenOnGpu(
        byte[] model, OnnxPolicyOptions options, int device)
    {
        // Asked first, because a runtime without CUDA has no entry point for it either.
        OnnxRuntimeException? cause = null;
        string reason = "the native ONNX Runtime in use was built without CUDA";
        if (OrtEnv.Instance().GetAvailableProviders().Contains(Cuda))
        {
            try
            {
                using SessionOptions session = SessionOptionsFrom(options);
                session.AppendExecutionProvider_CUDA(device);
                return (new InferenceSession(model, session), Cuda);
            }
            catch (OnnxRuntimeException e)
            {
                (cause, reason) = (e, $"CUDA could not be started: {e.Message}");
            }
        }

        if (!options.FallbackToCpu)
        {
            throw new InvalidOperationException(
                $"The policy was to run on GPU {device}, but {reason}. Let the application reference "
                + "Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime, with the CUDA and cuDNN that it "
                + "asks for; or set FallbackToCpu; or leave GpuDeviceId null.", cause);
        }

        options.Warning?.Invoke($"The policy runs on the CPU instead of GPU {device}: {reason}.");
        return (OpenOnCpu(model, options), Cpu);
    }

    private static InferenceSession OpenOnCpu(byte[] model, OnnxPolicyOptions options)
    {
        try
        {
            using SessionOptions session = SessionOptionsFrom(options);
            return new InferenceSession(model, session);
        }
        catch (OnnxRuntimeException e)
        {
            throw new PolicyFormatException($"ONNX Runtime refuses the model: {e.Message}", e);
        }
    }

    private static SessionOptions SessionOptionsFrom(OnnxPolicyOptions options) => new()
    {
        IntraOpNumThreads = options.IntraOpThreads,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        // What it would have warned of is either refused before or meant, such as an optional input.
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };
}
