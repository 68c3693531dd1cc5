namespace DeepQ.Learning.Actions;

/// <summary>Greedy choice of actions.</summary>
public static class Greedy
{
    /// <summary>
    /// Returns argmax_a Q(s, a) over the legal actions: the first one of equals, as ONNX's ArgMax does.
    /// </summary>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The action, from 0.</returns>
    /// <exception cref="ArgumentException">
    /// There are no values, the lengths do not agree, or no action is legal.
    /// </exception>
    public static int Action(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal = default)
    {
        int best = FirstLegal(qValues, legal);
        for (int action = best + 1; action < qValues.Length; action++)
        {
            if (qValues[action] > qValues[best] && (legal.IsEmpty || legal[action]))
                best = action;
        }

        return best;
    }

    private static int FirstLegal(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal)
    {
        if (qValues.IsEmpty)
            throw new ArgumentException("There is no action to choose from.", nameof(qValues));
        if (legal.IsEmpty)
            return 0;
        if (legal.Length != qValues.Length)
        {
            throw new ArgumentException(
                $"A mask of {qValues.Length} actions needs {qValues.Length} values, not {legal.Length}.", nameof(legal));
        }

        int first = legal.IndexOf(true);
        return first >= 0 ? first : throw new ArgumentException(
            "No action is legal: such a state must be terminal.", nameof(legal));
    }
}
