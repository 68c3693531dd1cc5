using DeepQ.Onnx;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>
/// A Q-network: a TorchSharp module that maps a batch of observations to the value of each action.
/// </summary>
/// <remarks>
/// <c>forward</c> takes float32 observations of shape (batch, <see cref="ObservationSize"/>) and returns float32
/// Q-values of shape (batch, <see cref="ActionCount"/>). A module of one's own derives from this class.
/// </remarks>
public abstract partial class QNetwork : nn.Module<Tensor, Tensor>, IQFunction
{
    private Device _device;

    /// <summary>Names the network and its two ends.</summary>
    /// <param name="name">The name of the module.</param>
    /// <param name="observationSize">The number of values of an observation.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is not positive.</exception>
    /// <exception cref="DllNotFoundException">TorchSharp's native library does not load.</exception>
    protected QNetwork(string name, int observationSize, int actionCount)
        : base(NamedOnceTorchIsLoaded(name))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observationSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actionCount);
        ObservationSize = observationSize;
        ActionCount = actionCount;
        _device = CPU;
    }

    /// <summary>The number of values of an observation.</summary>
    public int ObservationSize { get; }

    /// <summary>The number of actions.</summary>
    public int ActionCount { get; }

    /// <summary>How the outputs describe the distribution of returns; null when they are Q-values.</summary>
    internal virtual ValueDistribution? Distribution => null;

    /// <summary>Moves the parameters to a device; the network computes there from then on.</summary>
    /// <param name="device">The device, such as <c>torch.CPU</c> or <c>torch.device("cuda:0")</c>.</param>
    public void MoveTo(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        this.to(device);
        _device = device;
    }

    /// <summary>Creates a network of the same architecture, on the same device, with a copy of these weights.</summary>
    /// <returns>A network that the caller owns.</returns>
    public QNetwork Copy()
    {
        QNetwork copy = CreateSameArchitecture();
        copy.MoveTo(_device);
        copy.CopyWeightsFrom(this);
        return copy;
    }

    /// <summary>Takes over the parameters and the buffers of a network of the same architecture.</summary>
    /// <param name="source">The network to copy from.</param>
    /// <exception cref="ArgumentException">The two networks have different parameters or shapes.</exception>
    public void CopyWeightsFrom(QNetwork source)
    {
        ArgumentNullException.ThrowIfNull(source);
        BlendWeightsFrom(source, 1);
    }

    /// <summary>
    /// Moves every parameter a part of the way: θ ← (1 − τ) θ + τ θ_source. Buffers are copied.
    /// </summary>
    /// <remarks>Lillicrap et al.: Continuous control with deep reinforcement learning (2015), section 3.</remarks>
    /// <param name="source">The network to move towards.</param>
    /// <param name="tau">The part τ of the way, in (0, 1]; 1 copies.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not in (0, 1].</exception>
    /// <exception cref="ArgumentException">The two networks have different parameters or shapes.</exception>
    public void BlendWeightsFrom(QNetwork source, double tau)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(tau is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "tau must be above 0 and at most 1.");

        new WeightBlend(this, source).Blend(tau);
    }

    /// <summary>
    /// Describes the layers, with copies of their weights, so that an ONNX model can be written. A module that does not
    /// override this cannot be exported.
    /// </summary>
    /// <exception cref="NotSupportedException">The network says nothing of its layers.</exception>
    public virtual IReadOnlyList<PolicyLayer> ToLayers() => throw new NotSupportedException(
        $"{GetType().Name} does not override ToLayers, so it cannot be exported to ONNX.");

    /// <summary>The layers with the distribution of returns in them, where <see cref="ToLayers"/> folds its mean.</summary>
    internal virtual IReadOnlyList<PolicyLayer> ToDistributionLayers() => ToLayers();

    /// <summary>
    /// The weights that <see cref="ToLayers"/> copies, in its order; empty where some are not copied as they are.
    /// </summary>
    internal virtual IEnumerable<Parameter> ExportedWeights => [];

    /// <summary>
    /// Draws the noise of the weights anew; the noise acts until the next call, unless the network is in evaluation
    /// mode (<c>eval</c>). A network without noise draws nothing.
    /// </summary>
    /// <param name="random">The generator that the noise is drawn from.</param>
    public virtual void ResampleNoise(Random random)
    {
    }

    /// <summary>What the network learns: Q-values, or the values that describe a distribution.</summary>
    internal virtual Tensor Outputs(Tensor states) => forward(states);

    /// <summary>The number of values of an observation, for the call of a base constructor.</summary>
    private protected static int SizeOf(BoxSpace observationSpace)
    {
        ArgumentNullException.ThrowIfNull(observationSpace);
        return observationSpace.Size;
    }

    private static string NamedOnceTorchIsLoaded(string name)
    {
        TorchLibrary.EnsureLoaded();
        return name;
    }

    /// <summary>Creates a network of the same architecture; its weights do not matter.</summary>
    protected abstract QNetwork CreateSameArchitecture();
}
