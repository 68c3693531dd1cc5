using DeepQ.Onnx;

namespace DeepQ.Learning;

/// <summary>Says which networks the fused update computes.</summary>
internal static class FusedPath
{
    /// <summary>Why the fused update cannot compute a network; null where it can.</summary>
    public static string? Obstacle(QNetwork network)
    {
        if (network is not LayeredQNetwork { Options: var options })
            return $"it computes a {nameof(LayeredQNetwork)}, not a {network.GetType().Name}";
        if (network.parameters().Any(parameter => parameter.device_type != DeviceType.CPU))
            return "it computes on the CPU";
        if (options.Convolutions.Count > 0)
            return "it has no convolutions";
        if (options.Noisy)
            return "it has no noisy layers";
        if (options.LayerNorm)
            return "it has no layer normalisation";
        return options.Activation == PolicyActivation.ReLU ? null : $"it has no {options.Activation}, only {PolicyActivation.ReLU}";
    }
}
