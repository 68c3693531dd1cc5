using System.Collections.Immutable;
using static DeepQ.Learning.AlignedBuffer;

namespace DeepQ.Learning;

/// <summary>
/// Where everything of a multilayer perceptron is in flat memory: its layers, its parameters in the order of the
/// module, and the values that pass through it, a row a feature and a column a state.
/// </summary>
/// <remarks>
/// The hidden layers of both streams of a dueling head are one layer of the features: first those of the value, then,
/// from the next line on, those of the advantages.
/// </remarks>
internal sealed class FusedLayout
{
    private readonly List<DenseStep> _steps = [];
    private readonly List<ParameterSlot> _slots = [];

    public FusedLayout(LayeredQNetwork network)
    {
        NetworkOptions options = network.Options;
        StateSize = network.ObservationSize;
        StateScale = network.ObservationSpace.ElementType == ElementType.UInt8 ? 1 / 255f : 1;
        ActionCount = network.ActionCount;
        ValuesPerAction = options.Distribution?.ValuesPerAction ?? 1;
        IsDueling = options.Dueling;
        Rows = Padded(StateSize);

        int width = StateSize;
        int input = 0;
        foreach (int units in options.HiddenUnits.SkipLast(IsDueling ? 1 : 0))
            (input, width) = (AddHidden(width, units, input), units);
        if (IsDueling)
            AddStreams(width, input, options.HiddenUnits.Count > 0 ? options.HiddenUnits[^1] : null);
        else
            AddOutputs(width, ActionCount * ValuesPerAction, input);
        Steps = [.. _steps];
    }

    /// <summary>The layers, in an order in which they can be computed; the last ones give the outputs.</summary>
    public ImmutableArray<DenseStep> Steps { get; }

    /// <summary>The parameters, in the order of the module.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The number of values of an observation.</summary>
    public int StateSize { get; }

    /// <summary>What observations are multiplied by.</summary>
    public float StateScale { get; }

    public int ActionCount { get; }

    public int ValuesPerAction { get; }

    /// <summary>
    /// Whether the output rows hold the values of the state and then, from <see cref="AdvantageOffset"/> on, the
    /// advantages of the actions.
    /// </summary>
    public bool IsDueling { get; }

    /// <summary>The number of outputs of a state.</summary>
    public int OutputCount => ActionCount * ValuesPerAction;

    /// <summary>Where the advantages begin among the output rows.</summary>
    public int AdvantageOffset => IsDueling ? Padded(ValuesPerAction) : 0;

    /// <summary>The number of output rows.</summary>
    public int OutputRows => AdvantageOffset + OutputCount;

    /// <summary>Where the output rows begin among the values that pass through.</summary>
    public int OutputRow { get; private set; }

    /// <summary>The number of rows of values that pass through, all padded to whole lines.</summary>
    public int Rows { get; private set; }

    /// <summary>The number of parameters, padding included.</summary>
    public int ParameterLength { get; private set; }

    /// <summary>Turns the output rows of a state into its outputs.</summary>
    public void ReadOutputs(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        ReadOnlySpan<float> last = rows.Slice(AdvantageOffset, OutputCount);
        if (IsDueling)
            DuelingRow.Join(rows[..ValuesPerAction], last, outputs);
        else
            last.CopyTo(outputs);
    }

    /// <summary>Turns the gradient of the outputs of a state into that of its output rows.</summary>
    public void WriteGradient(ReadOnlySpan<float> gradient, Span<float> rows)
    {
        Span<float> last = rows.Slice(AdvantageOffset, OutputCount);
        if (IsDueling)
            DuelingRow.Part(gradient, rows[..ValuesPerAction], last);
        else
            gradient.CopyTo(last);
    }

    private int AddHidden(int inputs, int outputs, int inputRow)
    {
        DenseStep step = Add(inputs, outputs, inputRow, Take(outputs), hidden: true);
        AddSlots(step, 0, outputs);
        return step.OutputRow;
    }

    private void AddStreams(int inputs, int inputRow, int? units)
    {
        int advantageInput = inputRow;
        DenseStep? hidden = null;
        if (units is int width)
        {
            hidden = Add(inputs, Padded(width) + width, inputRow, Take(Padded(width) + width), hidden: true);
            inputRow = hidden.OutputRow;
            advantageInput = inputRow + Padded(width);
            inputs = width;
            AddSlots(hidden, 0, width);
        }

        OutputRow = Take(OutputRows);
        DenseStep value = Add(inputs, ValuesPerAction, inputRow, OutputRow, hidden: false);
        AddSlots(value, 0, value.Outputs);
        if (hidden is not null)
            AddSlots(hidden, Padded(inputs), inputs);
        DenseStep advantages = Add(inputs, OutputCount, advantageInput, OutputRow + AdvantageOffset, hidden: false);
        AddSlots(advantages, 0, advantages.Outputs);
    }

    private void AddOutputs(int inputs, int outputs, int inputRow)
    {
        OutputRow = Take(outputs);
        AddSlots(Add(inputs, outputs, inputRow, OutputRow, hidden: false), 0, outputs);
    }

    private DenseStep Add(int inputs, int outputs, int inputRow, int outputRow, bool hidden)
    {
        int weights = ParameterLength;
        int biases = weights + checked(outputs * Padded(inputs));
        DenseStep step = new(inputs, outputs, inputRow, outputRow, weights, biases, hidden);
        _steps.Add(step);
        ParameterLength = step.End;
        return step;
    }

    private void AddSlots(DenseStep step, int firstOutput, int outputs)
    {
        int weights = step.WeightStart + (firstOutput * step.Stride);
        _slots.Add(new ParameterSlot(weights, outputs, step.Inputs, step.Stride));
        _slots.Add(new ParameterSlot(step.BiasStart + firstOutput, 1, outputs, outputs));
    }

    private int Take(int rows)
    {
        int first = Rows;
        Rows = checked(Rows + Padded(rows));
        return first;
    }
}
