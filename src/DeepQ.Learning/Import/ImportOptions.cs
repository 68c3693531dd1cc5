using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Import;

/// <summary>The properties of a network that a file of weights does not contain.</summary>
public sealed record ImportOptions
{
    /// <summary>The activation between its layers.</summary>
    /// <value>The default value is <see cref="PolicyActivation.ReLU"/>, as in Stable-Baselines3's and CleanRL's.</value>
    public PolicyActivation Activation { get; init; } = PolicyActivation.ReLU;

    /// <summary>The convolutions; a file contains neither strides nor paddings.</summary>
    /// <value>
    /// The default value is <see cref="ConvolutionShape.Nature"/>, as in <c>CnnPolicy</c> and CleanRL's Atari agents;
    /// ignored without convolutions.
    /// </value>
    public IReadOnlyList<ConvolutionShape> Convolutions { get; init; } = ConvolutionShape.Nature;

    /// <summary>The prefix of the tensor names up to the numbers of layers; null for the known names.</summary>
    /// <value>The default value is null: see <see cref="ImportedNetwork"/>.</value>
    public string? Prefix { get; init; }
}
