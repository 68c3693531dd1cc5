using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Transformer;

/// <summary>The settings that a policy takes from its ML.NET context.</summary>
internal static class PolicyContext
{
    /// <summary>
    /// Returns the options of a policy: the context's GPU settings by default, and its log for warnings.
    /// </summary>
    public static PolicyOptions Options(IHostEnvironment env, PolicyOptions? options)
    {
        options ??= env is MLContext context
            ? new OnnxPolicyOptions { GpuDeviceId = context.GpuDeviceId, FallbackToCpu = context.FallbackToCpu }
            : new OnnxPolicyOptions();
        return options is OnnxPolicyOptions { Warning: null } onnx
            ? onnx with { Warning = message => Warn(env, message) }
            : options;
    }

    private static void Warn(IHostEnvironment env, string message)
    {
        using IChannel channel = env.Register(nameof(DeepQTransformer)).Start("Load");
        channel.Warning(MessageSensitivity.None, "{0}", message);
    }
}
