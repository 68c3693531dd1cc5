using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Policies;

/// <summary>
/// Scores states that are mostly zero. If a policy begins with a fully connected layer, that layer is computed here
/// from the nonzero values, and the runtime of the policy computes the rest. Any other policy receives all values, in
/// blocks.
/// </summary>
/// <remarks>For one caller at a time. The caller keeps the policy, which must live as long.</remarks>
public sealed class SparseScorer : IDisposable
{
    private const int MostValues = 1 << 20;

    private readonly ModelPolicy _policy;
    private readonly SparseLayer? _first;
    private readonly ModelPolicy? _rest;
    private float[] _values = [];

    /// <summary>Creates a scorer for a policy that takes states.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentException">The policy takes columns.</exception>
    public SparseScorer(ModelPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        PolicyArguments.RequireStates(policy.ObservationSize);
        _policy = policy;
        if (OnnxFirstLayer.TakeOff(policy.Model.Span, policy.Signature.State) is not { } layer)
            return;
        _first = new SparseLayer(layer, policy.ObservationSize);
        // The bytes come from a policy that was already accepted.
        _rest = (policy.Options with { Profile = policy.Profile, Limits = OnnxLimits.None }).Load(layer.Rest.Span);
    }

    /// <summary>Whether the first layer is computed from nonzero values.</summary>
    public bool IsSparse => _first is not null;

    /// <summary>Computes the Q-values of states.</summary>
    /// <param name="starts">The start of each of the B states among the values, and the end of the last one: B + 1 numbers.</param>
    /// <param name="places">The position of each value in its state, in ascending order within a state.</param>
    /// <param name="values">The values, one per position.</param>
    /// <param name="qValues">Receives B × actions values.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a value is not finite.</exception>
    /// <exception cref="IndexOutOfRangeException">A position is beyond the state.</exception>
    /// <exception cref="Inputs.UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public void QValues(ReadOnlySpan<int> starts, ReadOnlySpan<int> places, ReadOnlySpan<float> values, Span<float> qValues)
    {
        int count = starts.Length - 1;
        PolicyArguments.CheckRoom(qValues.Length, (long)Math.Max(0, count) * _policy.ActionCount, nameof(qValues));
        if (places.Length != values.Length)
            throw new ArgumentException($"There are {places.Length} positions but {values.Length} values.", nameof(places));
        if (count <= 0)
            return;
        if (_first is not null)
        {
            Span<float> outputs = Room(count * _first.Outputs);
            for (int i = 0; i < count; i++)
                _first.Run(places[starts[i]..starts[i + 1]], values[starts[i]..starts[i + 1]], outputs.Slice(i * _first.Outputs, _first.Outputs));
            if (FiniteValues.FirstNonFinite(outputs) < 0)
            {
                _rest!.QValues(outputs, qValues);
                return;
            }
        }

        // If values are too large for the policy, the path with all values finds and reports them.
        Dense(starts, places, values, qValues);
    }

    /// <inheritdoc/>
    public void Dispose() => _rest?.Dispose();

    private void Dense(ReadOnlySpan<int> starts, ReadOnlySpan<int> places, ReadOnlySpan<float> values, Span<float> qValues)
    {
        (int size, int actions, int count) = (_policy.ObservationSize, _policy.ActionCount, starts.Length - 1);
        int block = Math.Clamp(MostValues / size, 1, count);
        for (int first = 0; first < count; first += block)
        {
            int rows = Math.Min(block, count - first);
            Span<float> states = Room(rows * size);
            states.Clear();
            for (int i = 0; i < rows; i++)
            {
                Span<float> state = states.Slice(i * size, size);
                for (int at = starts[first + i]; at < starts[first + i + 1]; at++)
                    state[places[at]] = values[at];
            }

            _policy.QValues(states, qValues.Slice(first * actions, rows * actions));
        }
    }

    private Span<float> Room(int length)
    {
        if (_values.Length < length)
            _values = new float[length];
        return _values.AsSpan(0, length);
    }
}
