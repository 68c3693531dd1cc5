using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;

namespace DeepQ.Decisions.Tests.Estimation;

/// <summary>A policy whose Q-values a function gives.</summary>
internal sealed class TablePolicy : IPolicy
{
    private readonly Func<float[], float[]> _values;

    /// <summary>A policy of one action over states of a value followed by features.</summary>
    public TablePolicy(int features, Func<float[], float[]> values) => (_values, Version, ObservationSize, ActionCount) = (values, "scores", 1 + features, 1);

    /// <summary>A policy whose state is the number of a row of Q-values.</summary>
    public TablePolicy(string version, params float[][] rows) =>
        (_values, Version, ObservationSize, ActionCount) = (state => rows[(int)state[0]], version, 1, rows[0].Length);

    public PolicyMetadata? Metadata => null;

    public int ObservationSize { get; }

    public int ActionCount { get; }

    public IReadOnlyList<string> ActionNames => [.. Enumerable.Range(0, ActionCount).Select(i => $"{i}")];

    public string Version { get; }

    public int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal = default)
    {
        float[] row = _values(state.ToArray());
        int best = -1;
        for (int action = 0; action < row.Length; action++)
        {
            if ((legal.IsEmpty || legal[action]) && (best < 0 || row[action] > row[best]))
                best = action;
        }

        return best;
    }

    public void Act(ReadOnlySpan<float> states, Span<int> actions, ReadOnlySpan<bool> legal = default) =>
        throw new NotSupportedException();

    public void QValues(ReadOnlySpan<float> states, Span<float> qValues)
    {
        for (int i = 0; i < states.Length / ObservationSize; i++)
        {
            float[] row = _values(states.Slice(i * ObservationSize, ObservationSize).ToArray());
            int bad = Array.FindIndex(row, value => !float.IsFinite(value));
            if (bad >= 0)
                throw new UnscorableStateException(i, bad, row[bad]);
            row.CopyTo(qValues[(i * ActionCount)..]);
        }
    }

    public void Evaluate(ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        QValues(states, qValues);
        for (int i = 0; i < actions.Length; i++)
            actions[i] = Act(states.Slice(i * ObservationSize, ObservationSize), legal.IsEmpty ? default : legal.Slice(i * ActionCount, ActionCount));
    }
}
