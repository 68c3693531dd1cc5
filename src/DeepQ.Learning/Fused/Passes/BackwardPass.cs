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

    /// <summary>Goes back through the latest batch of a forward pass.</summary>
    public BackwardPass(FusedLayout layout, KernelSet kernels, ForwardPass forward)
    {
        _layout = layout;
        _kernels = kernels;
        _forward = forward;
        _stride = Padded(forward.Capacity);
        _outputs = new AlignedBuffer(checked(_stride * Padded(layout.OutputRows)));
        _gradients = new AlignedBuffer(checked(_stride * layout.Rows));
        _inputs = new AlignedBuffer(checked(_stride * layout.Steps.Max(step => step.Stride)));
    }

    /// <summary>Computes the gradient of the parameters.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <param name="parameterGradient">Receives the gradient, laid out as the parameters are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> parameters, ReadOnlySpan<float> gradient, Span<float> parameterGradient)
    {
        Load(gradient);
        for (int i = _layout.Steps.Length - 1; i >= 0; i--)
        {
            DenseStep step = _layout.Steps[i];
            Matrix outputs = Gradients(step.OutputRow, step.Outputs);
            _kernels.Multiply(new Product
            {
                Left = Gradients(step.OutputRow, step.Outputs, _forward.Count),
                Right = InputsByState(step),
                Result = step.Weights(parameterGradient),
            });
            _kernels.SumRows(outputs, step.Biases(parameterGradient));
            if (step.ReadsStates)
                continue;

            _kernels.Multiply(new Product
            {
                Left = step.Weights(parameters).Transposed,
                Right = outputs,
                Result = Gradients(step.InputRow, step.Inputs),
                Gate = _forward.Values(step.InputRow, step.Inputs),
            });
        }
    }

    private Matrix Gradients(int row, int rows) => Gradients(row, rows, Padded(_forward.Count));

    private Matrix Gradients(int row, int rows, int columns) =>
        new(_gradients.Span[(row * _stride)..], rows, columns, _stride);

    private Matrix InputsByState(DenseStep step)
    {
        if (step.ReadsStates)
            return _forward.StatesByState;
        // With the rows of padding, so that nothing of another layer is left where zeros are needed.
        Matrix inputs = new(_inputs.Span, Padded(_forward.Count), step.Stride, step.Stride);
        Transposition.Run(_forward.Values(step.InputRow, step.Stride), inputs);
        return inputs;
    }

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
