using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Opens ONNX Runtime sessions on the requested device.</summary>
internal static class PolicyRuntime
{
    public const string Cpu = "CPUExecutionProvider";

    /// <summary>
    /// Opens a session and runs it once, so that a model or a device that cannot run is refused here.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="tryOut">Runs the opened session as a test.</param>
    /// <returns>The session, which the caller disposes.</returns>
    /// <exception cref="PolicyFormatException">The model cannot be run.</exception>
    /// <exception cref="InvalidOperationException">The GPU cannot be used, or there is no native ONNX Runtime.</exception>
    public static PolicySession Open(CheckedModel model, RuntimeSettings options, Action<PolicySession> tryOut)
    {
        try
        {
            return options.GpuDeviceId is int device
                ? OpenOnGpu(model, options, tryOut, device)
                : OpenOnCpu(model, options, tryOut);
        }
        catch (Exception e) when ((e as TypeInitializationException)?.InnerException is DllNotFoundException
            || e is DllNotFoundException)
        {
            throw new InvalidOperationException(
                "The native ONNX Runtime was not found. Add the package Microsoft.ML.OnnxRuntime (or "
                + "Microsoft.ML.OnnxRuntime.Gpu) to the application.", e);
        }
    }

    /// <summary>Creates the settings of a session on a device.</summary>
    public static SessionOptions Settings(RuntimeSettings options, int? gpuDeviceId)
    {
        SessionOptions settings = new()
        {
            IntraOpNumThreads = options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // What it would write to a console is either intended, such as an optional input, or becomes an exception.
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

    private static PolicySession OpenOnGpu(CheckedModel model, RuntimeSettings options, Action<PolicySession> tryOut, int device)
    {
        try
        {
            return OpenOn(device, model, options, tryOut);
        }
        catch (Exception e) when (e is CudaException or OnnxRuntimeException)
        {
            CudaProblem problem = (e as CudaException)?.Problem ?? CudaProblem.Of(e.Message);
            if (!options.FallbackToCpu)
            {
                throw new InvalidOperationException(
                    $"The policy should run on GPU {device}, but {problem.Reason}. {problem.Remedy}; or set "
                    + "FallbackToCpu; or leave GpuDeviceId null.", e);
            }

            options.Warning?.Invoke($"The policy runs on the CPU instead of GPU {device}: {problem.Reason}.");
            return OpenOnCpu(model, options, tryOut);
        }
    }

    private static PolicySession OpenOnCpu(CheckedModel model, RuntimeSettings options, Action<PolicySession> tryOut)
    {
        try
        {
            return OpenOn(null, model, options, tryOut);
        }
        catch (OnnxRuntimeException e)
        {
            throw new PolicyFormatException($"ONNX Runtime refuses the model: {e.Message}", e);
        }
    }

    private static PolicySession OpenOn(
        int? gpuDeviceId, CheckedModel model, RuntimeSettings options, Action<PolicySession> tryOut)
    {
        using SessionOptions settings = Settings(options, gpuDeviceId);
        PolicySession session = PolicySession.Open(model, settings, gpuDeviceId);
        try
        {
            tryOut(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
