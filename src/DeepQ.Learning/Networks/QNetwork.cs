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
/// Q-values of shape (batch, <see cref="ActionCount"/>). Derive from this class for a custom module. A trainer acts,
/// computes targets and evaluates in evaluation mode (<c>eval</c>), and learns in training mode (<c>train</c>).
/// </remarks>
public abstract partial class QNetwork : nn.Module<Tensor, Tensor>, IQFunction
{
    private Device _device;
    private bool _exploring;
    private bool? _convolves;
    private NetworkLayer[]? _layers;

    /// <summary>Creates a network with its name and the sizes of its input and output.</summary>
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
    /// Whether the noise of the weights also acts in evaluation mode, as it always does in training mode, so that a
    /// policy explores by noise while it learns. Applies to every registered <see cref="NetworkLayer"/>.
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
    /// Whether it consists only of this library's layers, which draw nothing from torch's generator and, apart from
    /// noise, compute the same in both modes.
    /// </summary>
    internal virtual bool IsKnown => false;

    /// <summary>Whether it has been disposed.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>
    /// Whether a state has the same values until a weight changes; false for custom modules, where it is unknown.
    /// </summary>
    internal virtual bool IsDeterministic => false;

    /// <summary>The distribution of returns that the outputs describe.</summary>
    internal virtual ValueDistribution Distribution => ValueDistribution.Point;

    /// <summary>The device on which the network computes.</summary>
    internal Device Device => _device;

    /// <summary>The transform of observations before the first layer; null if there is none or it is unknown.</summary>
    internal ObservationScaling? ObservationScaling =>
        modules().OfType<ObservationScalingLayer>().FirstOrDefault()?.Scaling;

    /// <summary>
    /// Returns a copy whose Q-values are those of this network divided by a unit; null if the last layer is not known.
    /// </summary>
    internal virtual QNetwork? InUnits(double unit) => null;

    /// <summary>
    /// Returns a copy that shifts and scales observations differently and has the Q-values of this network, or
    /// arbitrary ones. Null if that is not possible.
    /// </summary>
    /// <param name="scaling">The new transform of observations.</param>
    /// <param name="keepsValues">Whether Q-values stay the same.</param>
    /// <param name="still">The values of an observation that were always equal to their offset, so that nothing was learned from them.</param>
    internal virtual QNetwork? WithScaling(ObservationScaling scaling, bool keepsValues, bool[]? still = null) => null;

    /// <summary>Moves the parameters to a device, on which the network then computes.</summary>
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
    /// <see cref="CreateSameArchitecture"/> of a custom module returns null or the module itself.
    /// </exception>
    public QNetwork Copy()
    {
        // The copy replaces what torch's layers draw.
        using TorchGenerator? kept = IsKnown ? null : new TorchGenerator();
        QNetwork? copy = CreateSameArchitecture();
        if (copy is null || copy == this)
        {
            throw new InvalidOperationException(
                $"CreateSameArchitecture of {GetType().Name} returned {(copy is null ? "null" : "the network itself")}: it must return " +
                "a new network with separate weights.");
        }

        copy.MoveTo(_device);
        copy.CopyWeightsFrom(this);
        return copy;
    }

    /// <summary>Copies the parameters and the buffers of a network of the same architecture.</summary>
    /// <param name="source">The network to copy from.</param>
    /// <exception cref="ArgumentException">The two networks have different parameters or shapes.</exception>
    public void CopyWeightsFrom(QNetwork source)
    {
        ArgumentNullException.ThrowIfNull(source);
        BlendWeightsFrom(source, 1);
    }

    /// <summary>
    /// Moves every parameter by a share of the distance: θ ← (1 − τ) θ + τ θ_source. Buffers are copied.
    /// </summary>
    /// <remarks>Lillicrap et al.: Continuous control with deep reinforcement learning (2015), section 3.</remarks>
    /// <param name="source">The network to move toward.</param>
    /// <param name="tau">The share τ of the distance, in (0, 1]; 1 copies.</param>
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
    /// Describes the layers, with copies of their weights, for an export to ONNX. A module that does not override this
    /// cannot be exported.
    /// </summary>
    /// <exception cref="NotSupportedException">The network does not describe its layers.</exception>
    public virtual IReadOnlyList<PolicyLayer> ToLayers() => throw new NotSupportedException(
        $"{GetType().Name} does not override ToLayers, so it cannot be exported to ONNX.");

    /// <summary>
    /// Describes the layers up to the distribution of returns, whose mean <see cref="ToLayers"/> computes.
    /// </summary>
    internal virtual IReadOnlyList<PolicyLayer> ToDistributionLayers() => ToLayers();

    /// <summary>
    /// The weights that <see cref="ToLayers"/> copies, in the same order; empty if it changes some of them.
    /// </summary>
    public virtual IEnumerable<Parameter> ExportedWeights => [];

    /// <summary>
    /// Draws new noise for the weights, by default for every registered <see cref="NetworkLayer"/>. It acts until the
    /// next call, in training mode and while <see cref="Exploring"/>. Does nothing in a network without noise.
    /// </summary>
    /// <param name="random">The generator of the noise.</param>
    public virtual void ResampleNoise(Random random)
    {
        _layers ??= [.. LayersOf(this)];
        foreach (NetworkLayer layer in _layers)
            layer.ResampleNoise(random);
    }

    /// <summary>Computes the raw outputs: Q-values, or the values that describe a distribution.</summary>
    internal virtual Tensor Outputs(Tensor states) => forward(states);

    /// <summary>Computes the raw outputs for states in either form.</summary>
    internal virtual Tensor Outputs(StateBatch states) => Outputs(Upload(states));

    /// <summary>Computes the Q-values for states in either form.</summary>
    internal virtual Tensor Forward(StateBatch states) => forward(Upload(states));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    /// <summary>Returns the number of values of an observation, for the call of a base constructor.</summary>
    private protected static int SizeOf(BoxSpace observationSpace)
    {
        ArgumentNullException.ThrowIfNull(observationSpace);
        return observationSpace.Size;
    }

    // A layer passes the noise on to its inner layers.
    private static IEnumerable<NetworkLayer> LayersOf(nn.Module module) => module.children().SelectMany(
        child => child is NetworkLayer layer ? [layer] : LayersOf(child));

    /// <summary>Copies this network's device and weights to another one and changes it.</summary>
    private protected TNetwork Copied<TNetwork>(TNetwork copy, Action<TNetwork> change)
        where TNetwork : QNetwork
    {
        copy.MoveTo(_device);
        copy.CopyWeightsFrom(this);
        using IDisposable frozen = no_grad();
        change(copy);
        return copy;
    }

    /// <summary>
    /// Applies another scaling to a network; if that is not possible, disposes the network and returns null.
    /// </summary>
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

    /// <summary>Creates a new network of the same architecture at each call; its weights are replaced.</summary>
    protected abstract QNetwork CreateSameArchitecture();
}
