using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Sparse;

/// <summary>
/// The gradient of the weights of a first layer that reads sparse states, for the rows that a batch touches.
/// </summary>
/// <param name="kernels">The kernels.</param>
/// <param name="outputs">The number of outputs of the layer.</param>
internal sealed class InputGradient(KernelSet kernels, int outputs)
{
    private readonly int _stride = AlignedBuffer.Padded(outputs);
    private AlignedBuffer _values = new(0);
    private ScaledStates? _states;

    /// <summary>The rows: the positions at which some state has a value.</summary>
    public ReadOnlySpan<int> Rows => _states!.Columns;

    /// <summary>Their gradients, one after the other, padded to whole lines.</summary>
    public Span<float> Values => _values.Span[..(_states!.Columns.Length * _stride)];

    /// <summary>Computes Xᵀ G.</summary>
    /// <param name="states">X, one row per state.</param>
    /// <param name="gradient">G, the gradient of the outputs of the layer: one row per state.</param>
    public void Compute(ScaledStates states, in Matrix gradient)
    {
        _states = states;
        states.Transpose();
        int rows = states.Columns.Length;
        if (_values.Span.Length < rows * _stride)
            _values = new AlignedBuffer(checked(2 * rows * _stride));
        if (rows == 0)
            return;
        kernels.Multiply(new GatherProduct
        {
            Starts = states.ColumnStarts,
            Places = states.Rows,
            Values = states.RowValues,
            Right = gradient,
            Result = new Matrix(_values.Span, rows, outputs, _stride),
        });
    }
}
