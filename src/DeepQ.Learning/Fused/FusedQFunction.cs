namespace DeepQ.Learning;

/// <summary>The values of a network whose parameters are in flat memory.</summary>
internal sealed class FusedQFunction : IQFunction
{
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ValueDistribution? _distribution;
    private readonly ForwardPass _batch;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _state;
    private readonly float[] _outputs;

    /// <summary>Runs a network.</summary>
    /// <param name="layout">Where everything is.</param>
    /// <param name="kernels">What computes.</param>
    /// <param name="distribution">
    /// How outputs describe the distribution of returns; null when they are Q-values.
    /// </param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="batch">Where batches pass through.</param>
    public FusedQFunction(
        FusedLayout layout,
        KernelSet kernels,
        ValueDistribution? distribution,
        AlignedBuffer parameters,
        ForwardPass batch)
    {
        _layout = layout;
        _kernels = kernels;
        _distribution = distribution;
        _parameters = parameters;
        _batch = batch;
        _state = new AlignedBuffer(layout.Rows);
        _outputs = new float[distribution is null ? 0 : batch.Capacity * layout.OutputCount];
    }

    public int ActionCount => _layout.ActionCount;

    public void QValues(ReadOnlySpan<float> states, Span<float> qValues)
    {
        if (_distribution is null)
        {
            Outputs(states, qValues);
            return;
        }

        int count = states.Length / _layout.StateSize;
        for (int start = 0; start < count; start += _batch.Capacity)
        {
            int size = Math.Min(_batch.Capacity, count - start);
            Span<float> outputs = _outputs.AsSpan(0, size * _layout.OutputCount);
            Outputs(states.Slice(start * _layout.StateSize, size * _layout.StateSize), outputs);
            for (int i = 0; i < size * ActionCount; i++)
                qValues[(start * ActionCount) + i] = (float)_distribution.MeanOf(Action(outputs, i));
        }
    }

    public void Outputs(ReadOnlySpan<float> states, Span<float> outputs)
    {
        int count = states.Length / _layout.StateSize;
        // A batch is padded to whole vectors: a few states are faster one by one.
        int step = count <= _kernels.Width / 4 ? 1 : _batch.Capacity;
        for (int start = 0; start < count; start += step)
        {
            int size = Math.Min(step, count - start);
            ReadOnlySpan<float> part = states.Slice(start * _layout.StateSize, size * _layout.StateSize);
            Span<float> result = outputs.Slice(start * _layout.OutputCount, size * _layout.OutputCount);
            if (step == 1)
                One(part, result);
            else
                _batch.Run(_parameters, part, result);
        }
    }

    public void ResampleNoise(Random random)
    {
    }

    private Span<float> Action(Span<float> outputs, int number) =>
        outputs.Slice(number * _layout.ValuesPerAction, _layout.ValuesPerAction);

    private void One(ReadOnlySpan<float> state, Span<float> outputs)
    {
        Span<float> parameters = _parameters.Span;
        Span<float> values = _state.Span;
        for (int i = 0; i < state.Length; i++)
            values[i] = state[i] * _layout.StateScale;
        foreach (DenseStep step in _layout.Steps)
        {
            _kernels.Multiply(
                step.Weights(parameters),
                values.Slice(step.InputRow, step.Stride),
                step.Biases(parameters),
                step.Hidden,
                values[step.OutputRow..]);
        }

        _layout.ReadOutputs(values[_layout.OutputRow..], outputs);
    }
}
