namespace DeepQ.Learning.Networks.Layers;

/// <summary>Which layers compute with W / σ(W), where σ(W) is the greatest factor that their weights stretch an input by.</summary>
/// <remarks>
/// Miyato et al.: Spectral Normalization for Generative Adversarial Networks (2018), https://arxiv.org/abs/1802.05957; in Q-learning
/// Gogianu et al. (2021), https://arxiv.org/abs/2105.05246, and BTR (Clark et al., 2024), which has it in its convolutions. σ is
/// ‖Wᵀ u‖, and u goes one step of the power iteration, W Wᵀ u / ‖W Wᵀ u‖, at each update. A file has the quotient as plain weights.
/// </remarks>
public enum SpectralNormalization
{
    /// <summary>None.</summary>
    None,

    /// <summary>The convolutions, each kernel a row of weights.</summary>
    Convolutions,

    /// <summary>The convolutions and the hidden layers, except one that takes the observation itself.</summary>
    Hidden,
}
