namespace DeepQ.Learning.Kernels;

/// <summary>An activation other than a rectifier.</summary>
internal enum SmoothActivation
{
    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>x / (1 + e⁻ˣ).</summary>
    SiLU,
}
