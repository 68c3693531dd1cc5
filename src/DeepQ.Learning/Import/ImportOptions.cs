using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Import;

/// <summary>What a file of weights does not say of its network.</summary>
public sealed record ImportOptions
{
    /// <summary>What stands between its layers.</summary>
    /// <value>The default value is <see cref="PolicyActivation.ReLU"/>, as in Stable-Baselines3's and CleanRL's.</value>
    public PolicyActivation Activation { get; init; } = PolicyActivation.ReLU;

    /// <summary>Its convolutions, of whose strides and paddings a file has nothing.</summary>
    /// <value>
    /// The default value is <see cref="ConvolutionShape.Nature"/>, as in <c>CnnPolicy</c> and CleanRL's Atari; it does not matter where there
    /// are none.
    /// </value>
    public IReadOnlyList<ConvolutionShape> Convolutions { get; init; } = ConvolutionShape.Nature;

    /// <summary>What the names of its tensors begin with, up to the numbers of layers; null for the names that are known.</summary>
    /// <value>The default value is null: see <see cref="ImportedNetwork"/>.</value>
    public string? Prefix { get; init; }
}
