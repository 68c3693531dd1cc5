using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.States;
using DeepQ.Learning.Torch;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

/// <summary>
/// A Q-network: a TorchSharp module that maps a batch of observations to the value of each action.
/// </summary>
/// <remarks>
/// <c>forward</c> takes float32 observations of shape (batch, <see cref="ObservationSize"/>) and returns float32
/// Q-values of shape (batch, <see cref="ActionCount"/>). A module of one's own derives from this class. A trainer acts,
/// computes targets and evaluates in evaluation mode (<c>eval</c>), and learns in training mode (<c>train</c>).
/// </remarks>
public abstract partial class QNetwork : nn.Module<Tensor, Tensor>, IQFunction
{
    private Device _device;
    private bool _exploring;
    private bool? _convolves;
    private NetworkLayer[]? _layers;

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

    /// <summary>
    /// Whether the noise of the weights acts in evaluation mode, too, as it always does in training mode: so a policy explores
    /// by noise while it learns. It reaches every registered <see cref="NetworkLayer"/>.
    /// </summary>
    /// <value>The default value is false; a trainer sets it while the policy explores.</value>
    public bool Exploring
    {
        get => _exploring;
        set
        {
            foreach (nn.Module module in modules().Prepend(this))
            {
                if (module is QNetwork network)
                    network._exploring = value;
                else if (module is NetworkLayer layer)
                    layer.Exploring = value;
            }
        }
    }

    /// <summary>
    /// Whether it consists of this library's layers alone, which draw nothing from torch's generator, and but for their noise
    /// do the same in both modes.
    /// </summary>
    internal virtual bool IsKnown => false;

    /// <summary>Whether it was disposed.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>Whether a state has the same values until a weight changes; not known of a module of one's own.</summary>
    internal virtual bool IsDeterministic => false;

    /// <summary>How the outputs describe the distribution of returns.</summary>
    internal virtual ValueDistribution Distribution => ValueDistribution.Point;

    /// <summary>Where the network computes.</summary>
    internal Device Device => _device;

    /// <summary>How it shifts and scales observations first; null for not at all, or where it does not say.</summary>
    internal ObservationScaling? ObservationScaling =>
        modules().OfType<ObservationScalingLayer>().FirstOrDefault()?.Scaling;

    /// <summary>
    /// A copy whose Q-values are those of this network in other units: divided by one of them. Null where the last layer of
    /// the network is not known.
    /// </summary>
    internal virtual QNetwork? InUnits(double unit) => null;

    /// <summary>
    /// A copy that shifts and scales observations otherwise, and whose Q-values are those of this network, or are not cared for.
    /// Null where that cannot be.
    /// </summary>
    /// <param name="scaling">What is done to observations instead.</param>
    /// <param name="keepsValues">Whether Q-values stay what they were.</param>
    /// <param name="still">The values of an observation that were always at their offset: nothing else was learned of them.</param>
    internal virtual QNetwork? WithScaling(ObservationScaling scaling, bool keepsValues, bool[]? still = null) => null;

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
    /// <exception cref="InvalidOperationException">
    /// <see cref="CreateSameArchitecture"/> of a module of one's own gives nothing, or the module itself.
    /// </exception>
    public QNetwork Copy()
    {
        // What the layers of torch draw is replaced by the copy.
        using TorchGenerator? kept = IsKnown ? null : new TorchGenerator();
        QNetwork? copy = CreateSameArchitecture();
        if (copy is null || copy == this)
        {
            throw new InvalidOperationException(
                $"CreateSameArchitecture of {GetType().Name} returned {(copy is null ? "null" : "the network itself")}: it makes " +
                "a new network, with weights of its own.");
        }

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
    /// <param name="source">The network to move toward.</param>
    /// <param name="tau">The part τ of the way, in (0, 1]; 1 copies.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not in (0, 1].</exception>
    /// <exception cref="ArgumentException">The two networks have different parameters or shapes.</exception>
    public void BlendWeightsFrom(QNetwork source, double tau)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(tau is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "tau must be above 0 and at most 1.");

        new PolyakAveraging(this, source).Blend(tau);
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
    public virtual IEnumerable<Parameter> ExportedWeights => [];

    /// <summary>
    /// Draws the noise of the weights anew, by default that of every registered <see cref="NetworkLayer"/>. It acts until the
    /// next call, in training mode and while <see cref="Exploring"/>. A network without noise draws nothing.
    /// </summary>
    /// <param name="random">The generator that the noise is drawn from.</param>
    public virtual void ResampleNoise(Random random)
    {
        _layers ??= [.. LayersOf(this)];
        foreach (NetworkLayer layer in _layers)
            layer.ResampleNoise(random);
    }

    /// <summary>What the network learns: Q-values, or the values that describe a distribution.</summary>
    internal virtual Tensor Outputs(Tensor states) => forward(states);

    /// <summary>The same of states in either form.</summary>
    internal virtual Tensor Outputs(StateBatch states) => Outputs(Upload(states));

    /// <summary>The Q-values of states in either form.</summary>
    internal virtual Tensor Forward(StateBatch states) => forward(Upload(states));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    /// <summary>The number of values of an observation, for the call of a base constructor.</summary>
    private protected static int SizeOf(BoxSpace observationSpace)
    {
        ArgumentNullException.ThrowIfNull(observationSpace);
        return observationSpace.Size;
    }

    // A layer hands the noise on to the layers in it.
    private static IEnumerable<NetworkLayer> LayersOf(nn.Module module) => module.children().SelectMany(
        child => child is NetworkLayer layer ? [layer] : LayersOf(child));

    /// <summary>Takes this network's device and weights over into another one, and changes it.</summary>
    private protected TNetwork Copied<TNetwork>(TNetwork copy, Action<TNetwork> change)
        where TNetwork : QNetwork
    {
        copy.MoveTo(_device);
        copy.CopyWeightsFrom(this);
        using IDisposable frozen = no_grad();
        change(copy);
        return copy;
    }

    /// <summary>Takes another scaling over into a network, which is disposed where that cannot be, and null is returned.</summary>
    private protected static QNetwork? Scaled(
        QNetwork copy, ObservationScaling scaling, bool keepsValues, bool[]? still, params NetworkLayer[] parts)
    {
        using IDisposable frozen = no_grad();
        ObservationScalingLayer? layer = copy.modules().OfType<ObservationScalingLayer>().FirstOrDefault();
        if (layer?.Replace(scaling, keepsValues ? Compensate : null, still) == true)
            return copy;
        copy.Dispose();
        return null;

        bool Compensate(Tensor factor, Tensor shift) => parts.Any(part => part.TakeInputsAs(factor, shift));
    }

    private static string NamedOnceTorchIsLoaded(string name)
    {
        TorchLibrary.EnsureLoaded();
        return name;
    }

    /// <summary>Creates a network of the same architecture, a new one each time; its weights do not matter.</summary>
    protected abstract QNetwork CreateSameArchitecture();
}
