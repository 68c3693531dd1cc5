namespace DeepQ.Onnx.Policies;

/// <summary>A function applied to each value separately.</summary>
public enum PolicyActivation
{
    /// <summary>max(0, x).</summary>
    ReLU,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x / (1 + exp(−x)).</summary>
    SiLU,
}
