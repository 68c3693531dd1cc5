using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning;

/// <summary>The architecture of a Q-network.</summary>
/// <remarks>
/// <para>
/// In order: convolutions, fully connected layers, and a head that outputs the values of the actions. An activation
/// follows each layer but the last. Observations of bytes (<see cref="ElementType.UInt8"/>) are first divided by their
/// upper bounds: pixels of [0, 255] by 255, flags of [0, 1] by one. Others are used as they are.
/// <see cref="ObservationScaling"/>, if set, applies to all.
/// </para>
/// <para>All options can be combined.</para>
/// </remarks>
public sealed record NetworkOptions
{
    private static readonly IReadOnlyList<int> DefaultUnits = [64, 64];

    /// <summary>The width of each hidden layer; empty for none.</summary>
    /// <value>The default value is 64, 64.</value>
    public IReadOnlyList<int> HiddenUnits { get; init; } = DefaultUnits;

    /// <summary>
    /// The convolutions before the hidden layers, for observations of shape (channel, height, width). See
    /// <see cref="ConvolutionShape.Small"/> and <see cref="ConvolutionShape.Nature"/>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ConvolutionShape> Convolutions { get; init; } = [];

    /// <summary>The function after each hidden layer and each convolution.</summary>
    /// <value>The default value is <see cref="PolicyActivation.ReLU"/>.</value>
    public PolicyActivation Activation { get; init; } = PolicyActivation.ReLU;

    /// <summary>
    /// Whether each hidden layer is normalized, before its activation. See <see cref="NormalizationLayer"/>, and
    /// <see cref="ConvolutionNorm"/> for convolutions.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool LayerNorm { get; init; }

    /// <summary>How the output of each convolution is normalized before its activation.</summary>
    /// <value>The default value is <see cref="ConvolutionNormalization.None"/>.</value>
    public ConvolutionNormalization ConvolutionNorm { get; init; }

    /// <summary>
    /// The layers whose weights are divided by their spectral norm, so that the greatest factor by which they stretch
    /// an input is one.
    /// </summary>
    /// <value>The default value is <see cref="SpectralNormalization.None"/>.</value>
    public SpectralNormalization SpectralNorm { get; init; }

    /// <summary>
    /// Whether the value of the state and the advantages of the actions have separate streams, each with a copy of the
    /// last hidden layer (Wang et al., 2016).
    /// </summary>
    /// <value>The default value is false.</value>
    public bool Dueling { get; init; }

    /// <summary>
    /// Whether the fully connected layers explore by noise, except a hidden layer that reads the observation itself.
    /// See <see cref="NoisyDenseLayer"/>.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool Noisy { get; init; }

    /// <summary>The initial scale σ₀ of the noise.</summary>
    /// <value>The default value is 0.5.</value>
    public double NoiseScale { get; init; } = 0.5;

    /// <summary>How the network describes the distribution of returns.</summary>
    /// <value>The default value is <see cref="ValueDistribution.Point"/>, only its mean, Q.</value>
    public ValueDistribution Distribution { get; init; } = ValueDistribution.Point;

    /// <summary>How observations are shifted and scaled before the first layer; null to use them as they are.</summary>
    /// <remarks>
    /// The transform is part of the network: its values, copies, checkpoints and exported files take raw observations.
    /// Null leaves the transform to <see cref="DqnOptions.NormalizeObservations"/>.
    /// </remarks>
    /// <value>The default value is null.</value>
    public ObservationScaling? ObservationScaling { get; init; }

    /// <summary>Creates a network with weights drawn from a generator.</summary>
    /// <param name="observationSpace">The observations.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="random">The generator that the weights are drawn from, first layer first.</param>
    /// <returns>The network; the caller owns it.</returns>
    /// <exception cref="ArgumentException">
    /// The architecture does not fit the observations, or has a width of zero.
    /// </exception>
    public QNetwork CreateNetwork(BoxSpace observationSpace, int actionCount, Random random) =>
        Distribution.TakesFractions
            ? new ImplicitQuantileQNetwork(observationSpace, actionCount, this, random)
            : new LayeredQNetwork(observationSpace, actionCount, this, random);
}
