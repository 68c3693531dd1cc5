using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>Rows with a state.</summary>
internal sealed class StateRows(DataViewRow row, DataViewSchema.Column column, OnnxPolicy policy, int capacity) : ScoredRows
{
    private readonly StateReader _reader = new(row, column);
    private readonly int _size = policy.ObservationSize;
    private readonly float[] _states = new float[capacity * policy.ObservationSize];

    public override InvalidOperationException? Read(int index) => _reader.Read(_states.AsSpan(index * _size, _size));

    public override void Score(int count, Span<float> qValues, Span<int> actions) =>
        policy.Evaluate(_states.AsSpan(0, count * _size), qValues, actions);

    public override InvalidOperationException Unscorable(long position, UnscorableStateException error) =>
        _reader.Unscorable(position, error);
}
