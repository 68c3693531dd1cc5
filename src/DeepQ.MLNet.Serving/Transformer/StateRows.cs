using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>Rows with a state.</summary>
internal sealed class StateRows(DataViewRow row, DataViewSchema.Column column, ModelPolicy policy, int capacity) : ScoredRows
{
    private readonly StateReader _reader = new(row, column);
    private readonly int _size = policy.ObservationSize;
    private readonly float[] _states = new float[capacity * policy.ObservationSize];

    protected override InvalidOperationException? ReadState(int index) => _reader.Read(_states.AsSpan(index * _size, _size));

    protected override void Score(int count, PolicyScores scores, ReadOnlySpan<bool> legal) =>
        policy.Evaluate(_states.AsSpan(0, count * _size), scores, legal);

    public override InvalidOperationException Unscorable(long position, UnscorableStateException error) =>
        _reader.Unscorable(position, error);
}
