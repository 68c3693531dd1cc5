using System.Collections.Immutable;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// Convolutions and fully connected layers as steps over flat memory: the parameters in the order of the module, and
/// the intermediate values with one row per state and one column per feature.
/// </summary>
/// <remarks>
/// The hidden layers of both streams of a dueling head form one layer of features: first those of the value, then,
/// from the next line on, those of the advantages.
/// </remarks>
internal sealed partial class FusedLayout
{
    private readonly List<FusedStep> _steps = [];
    private readonly List<ParameterSlot> _slots = [];
    private readonly List<NoisyBlock> _noisy = [];
    private readonly List<SpectralBlock> _spectral = [];
    private readonly SpectralNormalization _spectralNorm;
    private readonly bool _normalizes;
    private readonly bool _isNoisy;
    private readonly PolicyActivation _activation;

    /// <param name="network">The network.</param>
    /// <param name="isSparse">
    /// Whether it reads sparse states. If a hidden layer reads them, the weights of that layer are stored elsewhere.
    /// </param>
    public FusedLayout(LayeredQNetwork network, bool isSparse = false)
    {
        NetworkOptions options = network.Options;
        StateSize = network.ObservationSize;
        IsSparse = isSparse && options.HiddenUnits.Count > 0 && options.Convolutions.Count == 0;
        if (network.ObservationScaling is { IsIdentity: false } scaling)
            (StateOffset, StateFactor) = ([.. scaling.Offset], [.. scaling.Factor]);
        else
            StateScale = network.StateFactors[0];
        ActionCount = network.ActionCount;
        ValuesPerAction = options.Distribution.ValuesPerAction;
        _normalizes = options.LayerNorm;
        _isNoisy = options.Noisy;
        _spectralNorm = options.SpectralNorm;
        _activation = options.Activation;

        States = Take(IsSparse ? 0 : StateSize);
        Features features = AddConvolutions(new(States, null), network);
        int[] widths = [.. options.HiddenUnits.SkipLast(options.Dueling ? 1 : 0)];
        for (int i = 0; i < widths.Length; i++)
            features = AddHidden(features, widths[i], isLast: i == options.HiddenUnits.Count - 1);
        if (options.Dueling)
            AddStreams(features, options.HiddenUnits.Count > 0 ? options.HiddenUnits[^1] : null);
        else
            AddOutputs(features, Outputs = OutputColumns = Take(OutputCount));
        Steps = [.. _steps];
        DenseStep[] dense = [.. _steps.OfType<DenseStep>()];
        OutputSteps = [.. dense.Where(step => step.Output.Offset == OutputColumns.Offset)];
        ConvolutionStep[] convolutions = [.. _steps.OfType<ConvolutionStep>()];
        WidestHidden = dense.Except(OutputSteps).Select(step => step.Memory.TransposedStride)
            .Concat(convolutions.Select(step => step.Output.Stride)).DefaultIfEmpty().Max();
        StateStepsEnd = dense.OfType<StateStep>().Select(step => step.Memory.TransposedEnd)
            .Concat(convolutions.Select(step => step.Shape.Memory.TransposedEnd)).DefaultIfEmpty().Max();
        WidestPatch = convolutions.Where(step => step.Source is not null)
            .Select(step => step.Shape.Memory.Stride).DefaultIfEmpty().Max();
        WidestStep = dense.Select(step => step.Memory).Concat(convolutions.Select(step => step.Shape.Memory))
            .Max(memory => Math.Max(memory.Stride, memory.TransposedStride));
    }

    /// <summary>The layers, in an order in which they can be computed.</summary>
    public ImmutableArray<FusedStep> Steps { get; }

    /// <summary>Those that compute <see cref="OutputColumns"/>.</summary>
    public ImmutableArray<DenseStep> OutputSteps { get; }

    /// <summary>The parameters, in the order of the module.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The outputs with noisy weights, in the order in which the module draws the noise.</summary>
    public IReadOnlyList<NoisyBlock> NoisyBlocks => _noisy;

    /// <summary>The outputs whose weights are divided by their spectral norm, in the order of the module.</summary>
    public IReadOnlyList<SpectralBlock> SpectralBlocks => _spectral;

    /// <summary>The number of values of an observation.</summary>
    public int StateSize { get; }

    /// <summary>Whether observations are sparse, so that their values are not among the intermediate ones.</summary>
    public bool IsSparse { get; }

    /// <summary>The factor of observations, the same for all values.</summary>
    public float StateScale { get; } = 1;

    /// <summary>The offset to subtract from each value of an observation; empty for none.</summary>
    public float[] StateOffset { get; } = [];

    /// <summary>The factor of each difference; as many as offsets.</summary>
    public float[] StateFactor { get; } = [];

    public int ActionCount { get; }

    public int ValuesPerAction { get; }

    /// <summary>The number of outputs of a state.</summary>
    public int OutputCount => ActionCount * ValuesPerAction;

    /// <summary>The observations.</summary>
    public FeatureBlock States { get; }

    /// <summary>The outputs: N values per action.</summary>
    public FeatureBlock Outputs { get; private set; }

    /// <summary>The result of the last layers: the outputs, or the two streams of a dueling network.</summary>
    public FeatureBlock OutputColumns { get; private set; }

    /// <summary>The total width of the matrices of intermediate values.</summary>
    public int Width { get; private set; }

    /// <summary>The greatest padded number of inputs or outputs of a layer.</summary>
    public int WidestStep { get; }

    /// <summary>The greatest padded number of units of a hidden layer; 0 without hidden layers.</summary>
    public int WidestHidden { get; }

    /// <summary>
    /// The greatest padded number of values under a kernel, of convolutions that read computed values; 0 without them.
    /// </summary>
    public int WidestPatch { get; }

    /// <summary>The end of convolutions, and of layers that read observations, among the weights by columns.</summary>
    public int StateStepsEnd { get; }

    /// <summary>The number of parameters, padding included.</summary>
    public int ParameterLength { get; private set; }

    /// <summary>The number of weights that are also stored by columns, padding included.</summary>
    public int TransposedLength { get; private set; }
}
