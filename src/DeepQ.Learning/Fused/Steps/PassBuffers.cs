using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>The intermediate values of a network for one batch after the other, and memory to compute them.</summary>
internal sealed class PassBuffers
{
    /// <summary>The number of positions of an image that fit in <see cref="Patches"/>.</summary>
    public const int PlacesAtOnce = 8;

    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradients;
    private readonly AlignedBuffer _sums;
    private readonly AlignedBuffer _transposedGradient;
    private readonly AlignedBuffer[] _patches;
    private readonly int[] _all;
    private readonly bool[] _due;
    private readonly bool[] _written;
    private AlignedBuffer _inputRows = new(0);

    /// <summary>Allocates the buffers.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="capacity">The greatest number of states.</param>
    /// <param name="learns">Whether a backward pass follows.</param>
    public PassBuffers(FusedLayout layout, KernelSet kernels, int capacity, bool learns)
    {
        (Layout, Capacity, Learns) = (layout, capacity, learns);
        _values = new AlignedBuffer(checked(capacity * layout.Width));
        _gradients = new AlignedBuffer(learns ? checked(capacity * layout.Width) : 0);
        _sums = new AlignedBuffer(2 * Math.Max(layout.WidestStep, layout.OutputColumns.Stride));
        _transposedGradient = new AlignedBuffer(learns ? layout.StateStepsEnd : 0);
        int shares = learns && layout.WidestPatch > 0 ? 1 + (capacity / ConvolutionStep.StatesPerShare) : 0;
        _patches = [.. Enumerable.Range(0, shares).Select(_ => new AlignedBuffer(checked(PlacesAtOnce * layout.WidestPatch)))];
        _all = [.. Enumerable.Range(0, Math.Max(layout.WidestStep, capacity))];
        _due = new bool[layout.WidestHidden];
        _written = new bool[layout.Width];
        States = new BatchStates(layout, kernels, capacity);
        Pattern = new ActivationPattern(kernels, layout.WidestHidden, capacity);
        ExceptionsByUnit = new SparseRows(layout.WidestStep, learns ? checked(capacity * layout.WidestStep) : 0);
        LowRankForward = new LowRankForward(layout, capacity);
        NormalizedForward = new NormalizedForward(layout, capacity);
        NormalizedBackward = new NormalizedBackward(layout, capacity, learns);
        CommonForward = new CommonForward(layout, capacity);
        LowRankBackward = new LowRankBackward(layout, learns);
        InputGradient = learns && layout.IsSparse ? new InputGradient(kernels, layout.Steps[0].Output.Count) : null;
    }

    /// <summary>The network.</summary>
    public FusedLayout Layout { get; }

    /// <summary>The greatest number of states.</summary>
    public int Capacity { get; }

    /// <summary>Whether a backward pass follows.</summary>
    public bool Learns { get; }

    /// <summary>The number of states of the latest batch.</summary>
    public int Count { get; set; }

    /// <summary>The observations of the latest batch.</summary>
    public BatchStates States { get; }

    /// <summary>Memory for the pattern of the units of one layer at a time.</summary>
    public ActivationPattern Pattern { get; }

    /// <summary>Memory for the exceptions of a pattern, or the positions of values, by columns.</summary>
    public SparseRows ExceptionsByUnit { get; }

    /// <summary>Memory to combine two layers into one.</summary>
    public LowRankForward LowRankForward { get; }

    /// <summary>Memory to combine two layers with a normalization between them into one.</summary>
    public NormalizedForward NormalizedForward { get; }

    /// <summary>Memory for the gradients of such layers.</summary>
    public NormalizedBackward NormalizedBackward { get; }

    /// <summary>Whether a backward pass has already computed the gradients of all remaining steps.</summary>
    public bool IsGradientComplete { get; set; }

    /// <summary>Memory for the common values of units.</summary>
    public CommonForward CommonForward { get; }

    /// <summary>Memory for the part of gradients that all states share.</summary>
    public LowRankBackward LowRankBackward { get; }

    /// <summary>The gradient of the first layer's weights if states are sparse; otherwise null.</summary>
    public InputGradient? InputGradient { get; }

    /// <summary>Memory for the sum of each column of a matrix.</summary>
    public Span<float> Sums => _sums.Span;

    /// <summary>Memory for the gradient of weights by columns, of layers that read observations.</summary>
    public Span<float> TransposedGradient => _transposedGradient.Span;

    /// <summary>
    /// Memory for the gradients of the values under a kernel in some positions, for each share of the states.
    /// </summary>
    public Span<float> Patches(int share) => _patches[share].Span;

    /// <summary>Memory to mark the rows of a gradient that have to be written.</summary>
    public Span<bool> Due => _due;

    /// <summary>The values of some features, one row per state.</summary>
    public Matrix Values(FeatureBlock features) => features.Of(_values.Span, Capacity, Count);

    /// <summary>The gradients of some features, one row per state.</summary>
    public Matrix Gradients(FeatureBlock features) => features.Of(_gradients.Span, Capacity, Count);

    /// <summary>The numbers from 0 upward.</summary>
    public ReadOnlySpan<int> All(int count) => _all.AsSpan(0, count);

    /// <summary>
    /// Marks the rows of the gradient of a hidden layer's weights that earlier batches may have left nonzero.
    /// </summary>
    public Span<bool> Written(FeatureBlock units) => _written.AsSpan(units.Offset, units.Count);

    /// <summary>Memory for copies of rows of the weights of a layer that reads sparse states.</summary>
    public Span<float> InputRows(int length)
    {
        if (_inputRows.Span.Length < length)
            _inputRows = new AlignedBuffer(checked(2 * length));
        return _inputRows.Span;
    }
}
