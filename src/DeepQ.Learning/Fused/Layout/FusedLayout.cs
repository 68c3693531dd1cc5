using System.Collections.Immutable;
using DeepQ.Learning.Networks;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// Where everything of a multilayer perceptron is in flat memory: its layers, its parameters in the order of the
/// module, and the values that pass through it, a row a state and a column a feature.
/// </summary>
/// <remarks>
/// The hidden layers of both streams of a dueling head are one layer of the features: first those of the value, then,
/// from the next line on, those of the advantages.
/// </remarks>
internal sealed class FusedLayout
{
    private readonly List<DenseStep> _steps = [];
    private readonly List<ParameterSlot> _slots = [];

    /// <param name="network">The network.</param>
    /// <param name="isSparse">
    /// Whether it sees sparse states, if a hidden layer does: the weights of that one are kept elsewhere.
    /// </param>
    public FusedLayout(LayeredQNetwork network, bool isSparse = false)
    {
        NetworkOptions options = network.Options;
        StateSize = network.ObservationSize;
        IsSparse = isSparse && options.HiddenUnits.Count > 0;
        if (network.ObservationScaling is { IsIdentity: false } scaling)
            (StateOffset, StateFactor) = ([.. scaling.Offset], [.. scaling.Factor]);
        else
            StateScale = network.StateFactors[0];
        ActionCount = network.ActionCount;
        ValuesPerAction = options.Distribution?.ValuesPerAction ?? 1;
        IsDueling = options.Dueling;
        bool isNarrow = DenseStep.IsNarrowWidth(OutputCount + (IsDueling ? ValuesPerAction : 0));
        AdvantageOffset = !IsDueling ? 0 : isNarrow ? ValuesPerAction : Padded(ValuesPerAction);

        States = Take(IsSparse ? 0 : StateSize);
        FeatureBlock features = States;
        foreach (int units in options.HiddenUnits.SkipLast(IsDueling ? 1 : 0))
            features = AddHidden(features, units);
        Outputs = features;
        if (IsDueling)
            AddStreams(features, options.HiddenUnits.Count > 0 ? options.HiddenUnits[^1] : null);
        else
            AddOutputs(features);
        Steps = [.. _steps];
        HiddenCount = Steps.Count(step => step.Hidden);
        WidestHidden = Steps.Where(step => step.Hidden).Select(step => step.TransposedStride).DefaultIfEmpty().Max();
        WidestStep = Steps.Max(step => Math.Max(step.Stride, step.TransposedStride));
    }

    /// <summary>The layers, in an order in which they can be computed; the last ones give the outputs.</summary>
    public ImmutableArray<DenseStep> Steps { get; }

    /// <summary>How many of them are hidden; they come first.</summary>
    public int HiddenCount { get; }

    /// <summary>The parameters, in the order of the module.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The number of values of an observation.</summary>
    public int StateSize { get; }

    /// <summary>Whether observations are sparse, so that none of their values are among those that pass through.</summary>
    public bool IsSparse { get; }

    /// <summary>What observations are multiplied by, all values alike.</summary>
    public float StateScale { get; } = 1;

    /// <summary>What is subtracted from each value of an observation; empty for nothing.</summary>
    public float[] StateOffset { get; } = [];

    /// <summary>What each difference is multiplied by; as many as offsets.</summary>
    public float[] StateFactor { get; } = [];

    public int ActionCount { get; }

    public int ValuesPerAction { get; }

    /// <summary>
    /// Whether the columns of outputs hold the values of the state and then, from <see cref="AdvantageOffset"/> on, the
    /// advantages of the actions.
    /// </summary>
    public bool IsDueling { get; }

    /// <summary>The number of outputs of a state.</summary>
    public int OutputCount => ActionCount * ValuesPerAction;

    /// <summary>Where the advantages begin among the columns of outputs.</summary>
    public int AdvantageOffset { get; }

    /// <summary>The observations.</summary>
    public FeatureBlock States { get; }

    /// <summary>The columns of outputs: of a dueling network the values of the state, then the advantages.</summary>
    public FeatureBlock Outputs { get; private set; }

    /// <summary>The widths of all matrices that values pass through.</summary>
    public int Width { get; private set; }

    /// <summary>The greatest padded number of inputs or outputs of a layer.</summary>
    public int WidestStep { get; }

    /// <summary>The greatest padded number of units of a hidden layer; 0 where there is none.</summary>
    public int WidestHidden { get; }

    /// <summary>The number of parameters, padding included.</summary>
    public int ParameterLength { get; private set; }

    /// <summary>The number of weights that are kept by columns too, padding included.</summary>
    public int TransposedLength { get; private set; }

    /// <summary>Turns the output columns of a state into its outputs.</summary>
    public void ReadOutputs(ReadOnlySpan<float> columns, Span<float> outputs)
    {
        ReadOnlySpan<float> last = columns.Slice(AdvantageOffset, OutputCount);
        if (IsDueling)
            DuelingRow.Join(columns[..ValuesPerAction], last, outputs);
        else
            last.CopyTo(outputs);
    }

    /// <summary>Turns the gradient of the outputs of a state into that of its output columns.</summary>
    public void WriteGradient(ReadOnlySpan<float> gradient, Span<float> columns)
    {
        Span<float> last = columns.Slice(AdvantageOffset, OutputCount);
        if (IsDueling)
            DuelingRow.Part(gradient, columns[..ValuesPerAction], last);
        else
            gradient.CopyTo(last);
    }

    private FeatureBlock AddHidden(FeatureBlock inputs, int units)
    {
        DenseStep step = Add(inputs, Take(units), hidden: true);
        AddSlots(step, 0, units);
        return step.Output;
    }

    private void AddStreams(FeatureBlock inputs, int? units)
    {
        FeatureBlock valueInputs = inputs, advantageInputs = inputs;
        DenseStep? hidden = null;
        if (units is int width)
        {
            hidden = Add(inputs, Take(Padded(width) + width), hidden: true);
            valueInputs = hidden.Output with { Count = width };
            advantageInputs = valueInputs with { First = Padded(width) };
            AddSlots(hidden, 0, width);
        }

        Outputs = Take(AdvantageOffset + OutputCount);
        DenseStep value = Add(valueInputs, Outputs with { Count = ValuesPerAction }, hidden: false);
        AddSlots(value, 0, value.Outputs);
        if (hidden is not null)
            AddSlots(hidden, advantageInputs.First, advantageInputs.Count);
        FeatureBlock last = Outputs with { First = AdvantageOffset, Count = OutputCount };
        DenseStep advantages = Add(advantageInputs, last, hidden: false);
        AddSlots(advantages, 0, advantages.Outputs);
    }

    private void AddOutputs(FeatureBlock inputs)
    {
        Outputs = Take(OutputCount);
        AddSlots(Add(inputs, Outputs, hidden: false), 0, OutputCount);
    }

    private DenseStep Add(FeatureBlock inputs, FeatureBlock outputs, bool hidden)
    {
        int weights = ParameterLength;
        int biases = weights + checked(DenseStep.RowsOf(outputs.Count) * Padded(inputs.Count));
        DenseStep step = new(inputs, outputs, weights, biases, TransposedLength, hidden);
        _steps.Add(step);
        ParameterLength = step.End;
        TransposedLength = checked(TransposedLength + step.TransposedLength);
        return step;
    }

    private void AddSlots(DenseStep step, int firstOutput, int outputs)
    {
        int weights = step.WeightStart + (firstOutput * step.Stride);
        _slots.Add(IsSparse && step.ReadsStates
            ? new ParameterSlot(firstOutput, outputs, StateSize, 0, IsByInput: true)
            : new ParameterSlot(weights, outputs, step.Inputs, step.Stride));
        _slots.Add(new ParameterSlot(step.BiasStart + firstOutput, 1, outputs, outputs));
    }

    private FeatureBlock Take(int columns)
    {
        FeatureBlock block = new(Width, Padded(columns), 0, columns);
        Width = checked(Width + Math.Max(block.Stride, Line));
        return block;
    }
}
