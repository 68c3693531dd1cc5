using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Import;

/// <summary>A Q-network trained in Python, to act with, to export or to continue training.</summary>
/// <remarks>
/// Supported are <c>DQN</c> of Stable-Baselines3 with <c>MlpPolicy</c> or <c>CnnPolicy</c>, <c>QRDQN</c> of
/// sb3-contrib, DQN and C51 of CleanRL, and files of <see cref="Save"/>; others with
/// <see cref="ImportOptions.Prefix"/>, if they are a sequence of linear layers and convolutions. To continue training,
/// set <see cref="DqnOptions.Network"/> to <see cref="Options"/> and <see cref="DqnOptions.InitialNetwork"/> to
/// <see cref="Network"/>.
/// </remarks>
public sealed class ImportedNetwork : IDisposable
{
    private readonly BoxSpace _observations;
    private readonly DiscreteSpace _actions;

    private ImportedNetwork(
        QNetwork network, NetworkOptions options, string library, BoxSpace observations, DiscreteSpace actions)
    {
        (Network, Options, Library) = (network, options, library);
        (_observations, _actions) = (observations, actions);
    }

    /// <summary>The network; disposed with this object.</summary>
    public QNetwork Network { get; }

    /// <summary>Its architecture.</summary>
    public NetworkOptions Options { get; }

    /// <summary>The library whose naming scheme matched its layers.</summary>
    public string Library { get; }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file: see <see cref="TensorFile.Read"/>.</param>
    /// <param name="observations">
    /// The observations. Bytes are divided by their upper bounds before the first layer, as <c>CnnPolicy</c> does with pixels and 255.
    /// </param>
    /// <param name="actions">The actions.</param>
    /// <param name="options">Properties that the file does not contain; null for the usual ones.</param>
    /// <exception cref="ArgumentException">A convolution of the options is invalid.</exception>
    /// <exception cref="InvalidDataException">
    /// The file has no weights, or belongs to other layers, observations or actions; the message names the layer.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportedNetwork Read(string path, BoxSpace observations, DiscreteSpace actions, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(actions);
        options ??= new();
        ArgumentNullException.ThrowIfNull(options.Convolutions);
        foreach (ConvolutionShape shape in options.Convolutions)
        {
            if (shape is not { Channels: > 0, Kernel: > 0, Stride: > 0, Padding: >= 0 })
                throw new ArgumentException($"{shape} must have positive channels, kernels and strides, and no negative padding.", nameof(options));
        }

        IReadOnlyList<SavedTensor> tensors = TensorFile.Read(path);
        StateDictLayout layout = StateDictLayout.Of(path, tensors, options.Prefix);
        IReadOnlyList<ImportedLayer> layers = layout.Layers(tensors);
        if (layers.Count == 0)
            throw new InvalidDataException($"'{path}' has no layers whose names begin with {string.Join(" or ", layout.Parts)}");
        if (layers.FirstOrDefault(layer => layer.Outputs == 0 || !layer.Weight.Values.Concat(layer.Bias.Values).All(float.IsFinite)) is { } broken)
            throw new InvalidDataException($"'{path}' has {broken.Weight} with no values or values that are not finite.");
        NetworkOptions architecture = new()
        {
            Activation = options.Activation,
            Convolutions = layers[0].IsConvolution ? options.Convolutions : [],
            HiddenUnits = [.. layers.SkipLast(1).Where(layer => !layer.IsConvolution).Select(layer => layer.Outputs)],
            Distribution = DistributionOf(path, layers[^1], actions.Count, layout, tensors),
        };
        QNetwork network = Create(path, architecture, observations, actions);
        try
        {
            Fill(path, network, layers, layout.QuantilesFirst ? actions.Count : 1);
            return new ImportedNetwork(network, architecture, layout.Library, observations, actions);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Converts it to the result of a training, which can be used wherever a trained network can: an export, a card.
    /// </summary>
    /// <param name="gamma">The discount factor of its training, which the file does not contain.</param>
    /// <returns>A result with a copy of the network; the caller owns it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is not in [0, 1].</exception>
    public TrainingResult ToResult(double gamma = 0.99)
    {
        if (!(gamma is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "The discount factor must be from 0 to 1.");
        return new TrainingResult(Network.Copy())
        {
            ObservationSpace = _observations,
            ActionSpace = _actions,
            Gamma = gamma,
            Algorithm = Options.Distribution.Algorithm,
            StopReason = StopReason.Completed,
            Steps = 0,
            Updates = 0,
            Elapsed = TimeSpan.Zero,
        };
    }

    /// <summary>
    /// Writes the weights of a network as safetensors, with the names of an <c>nn.Sequential</c> called <c>network</c>
    /// in which activations count as layers: <c>network.0.weight</c>, <c>network.0.bias</c>, <c>network.2.weight</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network, a sequence of linear layers and convolutions.</param>
    /// <exception cref="NotSupportedException">It has other layers: dueling, noisy or normalized ones, or a custom module.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, QNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network is not LayeredQNetwork { Options: var options } || options.Dueling || options.Noisy || options.LayerNorm
            || options.ConvolutionNorm != ConvolutionNormalization.None || options.SpectralNorm != SpectralNormalization.None
            || options.ObservationScaling is not null || options.Distribution != ValueDistribution.Point)
        {
            throw new NotSupportedException(
                "Only sequences of linear layers and convolutions have known names in Python: export the network to ONNX, "
                + "or train it without Dueling, Noisy, norms, a Distribution and NormalizeObservations.");
        }

        List<SavedTensor> tensors = [];
        int layer = 0;
        TorchSharp.Modules.Parameter[] parameters = [.. network.ExportedWeights];
        for (int i = 0; i < parameters.Length; i += 2)
        {
            // After the last convolution, its activation and a Flatten count as layers.
            bool isFirstLinear = i > 0 && parameters[i].dim() == 2 && parameters[i - 2].dim() == 4;
            layer += i == 0 ? 0 : isFirstLinear ? 3 : 2;
            tensors.Add(Tensor($"network.{layer}.weight", parameters[i]));
            tensors.Add(Tensor($"network.{layer}.bias", parameters[i + 1]));
        }

        TensorFile.WriteSafetensors(path, tensors);
    }

    /// <summary>Disposes the network.</summary>
    public void Dispose() => Network.Dispose();

    private static QNetwork Create(string path, NetworkOptions architecture, BoxSpace observations, DiscreteSpace actions)
    {
        try
        {
            return architecture.CreateNetwork(observations, actions.Count, new Xoshiro256(0));
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{path}' does not match these observations: {error.Message}", error);
        }
    }

    private static SavedTensor Tensor(string name, TorchSharp.torch.Tensor values) =>
        new(name, [.. values.shape.Select(axis => (int)axis)], values.data<float>().ToArray());

    private static ValueDistribution DistributionOf(
        string path, ImportedLayer last, int actions, StateDictLayout layout, IReadOnlyList<SavedTensor> tensors)
    {
        int count = last.Outputs / actions;
        if (last.IsConvolution || last.Outputs % actions != 0)
            throw new InvalidDataException($"'{path}' ends with {last.Weight}, but there are {actions} actions.");
        if (layout.QuantilesFirst)
            return new QuantileDistribution(count);
        SavedTensor? atoms = tensors.FirstOrDefault(tensor => tensor.Name == "atoms" || tensor.Name.EndsWith(".atoms", StringComparison.Ordinal));
        if (atoms is { Values: [var least, .., var greatest] values } && values.Length == count && AreEven(values))
            return new CategoricalDistribution(least, greatest, count);
        return count == 1 ? ValueDistribution.Point : throw new InvalidDataException(
            $"'{path}' ends with {last.Weight}, but there are {actions} actions: {count} values for each are neither known quantiles nor known atoms.");
    }

    private static bool AreEven(float[] atoms)
    {
        float step = (atoms[^1] - atoms[0]) / (atoms.Length - 1);
        return float.IsFinite(step) && step > 0 && atoms.Select((atom, i) => Math.Abs(atom - atoms[0] - (i * step))).All(off => off < 1e-3f * step * atoms.Length);
    }

    private static void Fill(string path, QNetwork network, IReadOnlyList<ImportedLayer> layers, int interleaved)
    {
        TorchSharp.Modules.Parameter[] parameters = [.. network.ExportedWeights];
        List<string> problems = [];
        for (int i = 0; i < Math.Max(layers.Count, parameters.Length / 2); i++)
        {
            string expected = i < parameters.Length / 2 ? $"({string.Join(", ", parameters[2 * i].shape)})" : "nothing";
            string found = i < layers.Count ? $"{layers[i].Weight}" : "nothing";
            if (i >= layers.Count || 2 * i >= parameters.Length
                || !layers[i].Weight.Shape.Select(axis => (long)axis).SequenceEqual(parameters[2 * i].shape))
            {
                problems.Add($"layer {i} must be {expected}, but the file has {found}");
                continue;
            }

            Copy(layers[i].Weight.Values, parameters[2 * i], i == layers.Count - 1 ? interleaved : 1);
            Copy(layers[i].Bias.Values, parameters[(2 * i) + 1], i == layers.Count - 1 ? interleaved : 1);
        }

        if (problems.Count > 0)
            throw new InvalidDataException($"'{path}' does not match these observations and actions: {string.Join("; ", problems)}.");
    }

    // If rows are ordered by quantile and then by action, those of each action are brought together.
    private static void Copy(float[] values, TorchSharp.torch.Tensor to, int actions)
    {
        using var frozen = TorchSharp.torch.no_grad();
        float[] ordered = values;
        if (actions > 1)
        {
            int rows = (int)to.shape[0], width = values.Length / rows, count = rows / actions;
            ordered = new float[values.Length];
            for (int row = 0; row < rows; row++)
            {
                (int quantile, int action) = (row / actions, row % actions);
                values.AsSpan(row * width, width).CopyTo(ordered.AsSpan(((action * count) + quantile) * width));
            }
        }

        using TorchSharp.torch.Tensor source = TorchSharp.torch.tensor(ordered, to.shape);
        to.copy_(source);
    }
}
