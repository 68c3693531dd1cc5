using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused.Passes;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Networks;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused;

/// <summary>The Q-values of a network whose parameters are in flat memory.</summary>
internal sealed class FusedQFunction : IQFunction
{
    private readonly FusedLayout _layout;
    private readonly ValueDistribution _distribution;
    private readonly ForwardPass _batch;
    private readonly FusedParameters _parameters;
    private readonly float[] _outputs;

    /// <summary>Creates the function.</summary>
    /// <param name="layout">The positions of the parameters.</param>
    /// <param name="distribution">The distribution of returns that outputs describe.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="batch">The memory for batches.</param>
    public FusedQFunction(
        FusedLayout layout,
        ValueDistribution distribution,
        FusedParameters parameters,
        ForwardPass batch)
    {
        _layout = layout;
        _distribution = distribution;
        _parameters = parameters;
        _batch = batch;
        _outputs = new float[distribution.ValuesPerAction == 1 ? 0 : batch.Buffers.Capacity * layout.OutputCount];
    }

    public int ActionCount => _layout.ActionCount;

    public bool IsDeterministic => _layout.NoisyBlocks.Count == 0;

    public void QValues(StateBatch states, Span<float> qValues)
    {
        if (_distribution.ValuesPerAction == 1)
        {
            Outputs(states, qValues);
            return;
        }

        int count = states.CountOf(_layout.StateSize);
        for (int start = 0; start < count; start += _batch.Buffers.Capacity)
        {
            int size = Math.Min(_batch.Buffers.Capacity, count - start);
            Span<float> outputs = _outputs.AsSpan(0, size * _layout.OutputCount);
            Outputs(states.Slice(start, size, _layout.StateSize), outputs);
            for (int i = 0; i < size * ActionCount; i++)
                qValues[(start * ActionCount) + i] = (float)_distribution.MeanOf(Action(outputs, i));
        }
    }

    public void Outputs(StateBatch states, Span<float> outputs)
    {
        int count = states.CountOf(_layout.StateSize);
        for (int start = 0; start < count; start += _batch.Buffers.Capacity)
        {
            int size = Math.Min(_batch.Buffers.Capacity, count - start);
            _batch.Run(
                _parameters,
                states.Slice(start, size, _layout.StateSize),
                outputs.Slice(start * _layout.OutputCount, size * _layout.OutputCount));
        }
    }

    public void ResampleNoise(Random random) => _parameters.ResampleNoise(random);

    private Span<float> Action(Span<float> outputs, int number) =>
        outputs.Slice(number * _layout.ValuesPerAction, _layout.ValuesPerAction);
}
