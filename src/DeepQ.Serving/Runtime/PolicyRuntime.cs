using DeepQ.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Opens ONNX Runtime sessions on the device that the options ask for.</summary>
internal static class PolicyRuntime
{
    public const string Cpu = "CPUExecutionProvider";

    /// <summary>Opens a session and runs it once, so that a model or a device that cannot run is refused here.</summary>
    /// <returns>The session, and the first lane of a policy that takes states.</returns>
    /// <exception cref="PolicyFormatException">The model cannot be run.</exception>
    /// <exception cref="InvalidOperationException">The GPU cannot be used, or there is no native ONNX Runtime.</exception>
    public static (PolicySession Session, InferenceSlot? Lane) Open(PolicyModel model, OnnxPolicyOptions options)
    {
        try
        {
            return options.GpuDeviceId is int device
                ? OpenOnGpu(model, options, device)
                : OpenOnCpu(model, options);
        }
        catch (Exception e) when ((e as TypeInitializationException)?.InnerException is DllNotFoundException
            || e is DllNotFoundException)
        {
            throw new InvalidOperationException(
                "The native ONNX Runtime was not found. Add the package Microsoft.ML.OnnxRuntime (or "
                + "Microsoft.ML.OnnxRuntime.Gpu) to the application.", e);
        }
    }

    /// <summary>What a session on a device is to be opened with.</summary>
    public static SessionOptions Settings(OnnxPolicyOptions options, int? gpuDeviceId)
    {
        SessionOptions settings = new()
        {
            IntraOpNumThreads = options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // What it would write to a console is either meant, such as an optional input, or becomes an exception.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        if (gpuDeviceId is not int device)
            return settings;

        try
        {
            CudaProvider.AddTo(settings, device);
            return settings;
        }
        catch
        {
            settings.Dispose();
            throw;
        }
    }

    private static (PolicySession Session, InferenceSlot? Lane) OpenOnGpu(PolicyModel model, OnnxPolicyOptions options, int device)
    {
        try
        {
            return OpenOn(device, model, options);
        }
        catch (Exception e) when (e is CudaException or OnnxRuntimeException)
        {
            CudaProblem problem = (e as CudaException)?.Problem ?? CudaProblem.Of(e.Message);
            if (!options.FallbackToCpu)
            {
                throw new InvalidOperationException(
                    $"The policy was to run on GPU {device}, but {problem.Reason}. {problem.Remedy}; or set "
                    + "FallbackToCpu; or leave GpuDeviceId null.", e);
            }

            options.Warning?.Invoke($"The policy runs on the CPU instead of GPU {device}: {problem.Reason}.");
            return OpenOnCpu(model, options);
        }
    }

    private static (PolicySession Session, InferenceSlot? Lane) OpenOnCpu(PolicyModel model, OnnxPolicyOptions options)
    {
        try
        {
            return OpenOn(null, model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new PolicyFormatException($"ONNX Runtime refuses the model: {e.Message}", e);
        }
    }

    private static (PolicySession Session, InferenceSlot? Lane) OpenOn(int? gpuDeviceId, PolicyModel model, OnnxPolicyOptions options)
    {
        using SessionOptions settings = Settings(options, gpuDeviceId);
        PolicySession session = PolicySession.Open(model.Model, settings, gpuDeviceId);
        InferenceSlot? lane = null;
        try
        {
            if (!model.Signature.TakesColumns)
                lane = new(session, model.Signature);
            for (int rows = 2; rows > 0; rows--)
            {
                if (lane is not null)
                    lane.Try(rows);
                else
                    RowRun.Try(session, model.Signature, rows);
            }

            return (session, lane);
        }
        catch
        {
            lane?.Dispose();
            session.Dispose();
            throw;
        }
    }
}
