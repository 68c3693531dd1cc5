using System.Runtime.CompilerServices;
using static DeepQ.Learning.AlignedBuffer;

namespace DeepQ.Learning;

/// <summary>Runs a network on a batch and keeps what passed through it.</summary>
internal sealed class ForwardPass
{
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly int _stride;
    private readonly AlignedBuffer _states;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _outputs;
    private readonly SharedLoop _rows;
    private AlignedBuffer? _parameters;
    private DenseStep? _step;

    /// <summary>Makes room for batches of up to so many states.</summary>
    public ForwardPass(FusedLayout layout, KernelSet kernels, ThreadTeam team, int capacity)
    {
        _layout = layout;
        _kernels = kernels;
        Capacity = capacity;
        _stride = Padded(capacity);
        _states = new AlignedBuffer(checked(_stride * Padded(layout.StateSize)));
        _values = new AlignedBuffer(checked(_stride * layout.Rows));
        _outputs = new AlignedBuffer(checked(_stride * Padded(layout.OutputRows)));
        _rows = new SharedLoop(team, DenseStep.RowsPerShare, ComputeRows);
    }

    /// <summary>The greatest number of states.</summary>
    public int Capacity { get; }

    /// <summary>The number of states of the latest batch.</summary>
    public int Count { get; private set; }

    /// <summary>The states of the latest batch: a row a state, a column a value.</summary>
    public Matrix StatesByState => new(_states.Span, Count, _layout.StateSize, Padded(_layout.StateSize));

    /// <summary>What passed through: a row a feature, a column a state, with columns of padding.</summary>
    public Matrix Values(int row, int rows) => new(_values.Span[(row * _stride)..], rows, Padded(Count), _stride);

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="states">The states: B × n values, row-major.</param>
    /// <param name="outputs">Receives the outputs: B × A × N values, row-major.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(AlignedBuffer parameters, ReadOnlySpan<float> states, Span<float> outputs)
    {
        Count = states.Length / _layout.StateSize;
        _parameters = parameters;
        Load(states);
        foreach (DenseStep step in _layout.Steps)
        {
            _step = step;
            _rows.Run(step.Outputs, step.IsLong(Count));
        }

        Unload(outputs);
    }

    private void ComputeRows(int row, int rows)
    {
        DenseStep step = _step!;
        Span<float> parameters = _parameters!.Span;
        Product product = new()
        {
            Left = step.Weights(parameters),
            Right = Values(step.InputRow, step.Inputs),
            Result = Values(step.OutputRow, step.Outputs),
            Biases = step.Biases(parameters),
            Rectified = step.Hidden,
        };
        _kernels.Multiply(product.Rows(row, rows));
    }

    // Columns of padding hold zeros, so that they add nothing to a gradient.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> states)
    {
        int size = _layout.StateSize;
        int stride = Padded(size);
        Span<float> rows = _states.Span;
        for (int i = 0; i < Count; i++)
        {
            Span<float> row = rows.Slice(i * stride, size);
            states.Slice(i * size, size).CopyTo(row);
            if (_layout.StateScale != 1)
                Scale(row, _layout.StateScale);
        }

        rows[(Count * stride)..(Padded(Count) * stride)].Clear();
        Transposition.Run(new Matrix(rows, Padded(Count), size, stride), Values(0, size));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unload(Span<float> outputs)
    {
        int stride = Padded(_layout.OutputRows);
        Transposition.Run(
            Values(_layout.OutputRow, _layout.OutputRows),
            new Matrix(_outputs.Span, Padded(Count), _layout.OutputRows, stride));
        for (int i = 0; i < Count; i++)
        {
            Span<float> result = outputs.Slice(i * _layout.OutputCount, _layout.OutputCount);
            _layout.ReadOutputs(_outputs.Span.Slice(i * stride, stride), result);
        }
    }

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref float value in values)
            value *= factor;
    }
}
