using System.Runtime.CompilerServices;
using static DeepQ.Learning.AlignedBuffer;

namespace DeepQ.Learning;

/// <summary>Takes the gradient of the outputs of a batch back through a network to its parameters.</summary>
internal sealed class BackwardPass
{
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ForwardPass _forward;
    private readonly int _stride;
    private readonly AlignedBuffer _outputs;
    private readonly AlignedBuffer _gradients;
    private readonly AlignedBuffer _inputs;
    private readonly SharedLoop _weightRows;
    private readonly SharedLoop _inputRows;
    private AlignedBuffer? _parameters;
    private AlignedBuffer? _parameterGradient;
    private DenseStep? _step;

    /// <summary>Goes back through the latest batch of a forward pass.</summary>
    public BackwardPass(FusedLayout layout, KernelSet kernels, ThreadTeam team, ForwardPass forward)
    {
        _layout = layout;
        _kernels = kernels;
        _forward = forward;
        _stride = Padded(forward.Capacity);
        _outputs = new AlignedBuffer(checked(_stride * Padded(layout.OutputRows)));
        _gradients = new AlignedBuffer(checked(_stride * layout.Rows));
        _inputs = new AlignedBuffer(checked(_stride * layout.Steps.Max(step => step.Stride)));
        _weightRows = new SharedLoop(team, DenseStep.RowsPerShare, ComputeWeightRows);
        _inputRows = new SharedLoop(team, DenseStep.RowsPerShare, ComputeInputRows);
    }

    /// <summary>Computes the gradient of the parameters.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <param name="parameterGradient">Receives the gradient, laid out as the parameters are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(AlignedBuffer parameters, ReadOnlySpan<float> gradient, AlignedBuffer parameterGradient)
    {
        _parameters = parameters;
        _parameterGradient = parameterGradient;
        Load(gradient);
        for (int i = _layout.Steps.Length - 1; i >= 0; i--)
        {
            DenseStep step = _layout.Steps[i];
            _step = step;
            bool isLong = step.IsLong(_forward.Count);
            if (!step.ReadsStates)
                Transposition.Run(_forward.Values(step.InputRow, step.Stride), InputsByState(step));
            _weightRows.Run(step.Outputs, isLong);
            _kernels.SumRows(Gradients(step.OutputRow, step.Outputs), step.Biases(parameterGradient.Span));
            if (!step.ReadsStates)
                _inputRows.Run(step.Inputs, isLong);
        }
    }

    private void ComputeWeightRows(int row, int rows)
    {
        DenseStep step = _step!;
        Product product = new()
        {
            Left = Gradients(step.OutputRow, step.Outputs, _forward.Count),
            Right = InputsByState(step),
            Result = step.Weights(_parameterGradient!.Span),
        };
        _kernels.Multiply(product.Rows(row, rows));
    }

    private void ComputeInputRows(int row, int rows)
    {
        DenseStep step = _step!;
        Product product = new()
        {
            Left = step.Weights(_parameters!.Span).Transposed,
            Right = Gradients(step.OutputRow, step.Outputs),
            Result = Gradients(step.InputRow, step.Inputs),
            Gate = _forward.Values(step.InputRow, step.Inputs),
        };
        _kernels.Multiply(product.Rows(row, rows));
    }

    private Matrix Gradients(int row, int rows) => Gradients(row, rows, Padded(_forward.Count));

    private Matrix Gradients(int row, int rows, int columns) =>
        new(_gradients.Span[(row * _stride)..], rows, columns, _stride);

    // With the rows of padding, so that nothing of another layer is left where zeros are needed.
    private Matrix InputsByState(DenseStep step) => step.ReadsStates
        ? _forward.StatesByState
        : new(_inputs.Span, Padded(_forward.Count), step.Stride, step.Stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> gradient)
    {
        int stride = Padded(_layout.OutputRows);
        Span<float> rows = _outputs.Span;
        for (int i = 0; i < _forward.Count; i++)
        {
            ReadOnlySpan<float> slopes = gradient.Slice(i * _layout.OutputCount, _layout.OutputCount);
            _layout.WriteGradient(slopes, rows.Slice(i * stride, stride));
        }

        rows[(_forward.Count * stride)..(Padded(_forward.Count) * stride)].Clear();
        Transposition.Run(
            new Matrix(rows, Padded(_forward.Count), _layout.OutputRows, stride),
            Gradients(_layout.OutputRow, _layout.OutputRows));
    }
}
