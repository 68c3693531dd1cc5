namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// The layers that compute with W / σ(W), where σ(W) is the greatest factor by which the weights stretch an input.
/// </summary>
/// <remarks>
/// Miyato et al.: Spectral Normalization for Generative Adversarial Networks (2018), https://arxiv.org/abs/1802.05957; in Q-learning
/// Gogianu et al. (2021), https://arxiv.org/abs/2105.05246, and BTR (Clark et al., 2024), which applies it to its
/// convolutions. σ is ‖Wᵀ u‖, and u takes one step of the power iteration, W Wᵀ u / ‖W Wᵀ u‖, at each update. A file
/// stores the quotient as plain weights.
/// </remarks>
public enum SpectralNormalization
{
    /// <summary>No layers.</summary>
    None,

    /// <summary>The convolutions, with one row of weights per kernel.</summary>
    Convolutions,

    /// <summary>The convolutions and the hidden layers, except one that reads the observation itself.</summary>
    Hidden,
}
