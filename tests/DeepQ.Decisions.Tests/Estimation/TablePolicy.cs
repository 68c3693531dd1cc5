using DeepQ.Onnx.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions.Tests.Estimation;

/// <summary>A policy whose state is the number of a row of Q-values.</summary>
internal sealed class TablePolicy(string version, params float[][] rows) : IPolicy
{
    public PolicyMetadata? Metadata => null;

    public int ObservationSize => 1;

    public int ActionCount => rows[0].Length;

    public IReadOnlyList<string> ActionNames => [.. rows[0].Select((_, i) => $"{i}")];

    public string Version => version;

    public int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal = default)
    {
        float[] row = rows[(int)state[0]];
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
        for (int i = 0; i < states.Length; i++)
            rows[(int)states[i]].CopyTo(qValues[(i * ActionCount)..]);
    }

    public void Evaluate(ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        QValues(states, qValues);
        for (int i = 0; i < states.Length; i++)
            actions[i] = Act(states.Slice(i, 1), legal.IsEmpty ? default : legal.Slice(i * ActionCount, ActionCount));
    }
}
