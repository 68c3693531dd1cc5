using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Transformer;

/// <summary>What a policy takes from the ML.NET context that it is loaded into.</summary>
internal static class PolicyContext
{
    /// <summary>A policy's options: the context's GPU settings where none are given, its log for warnings.</summary>
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
