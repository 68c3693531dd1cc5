using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Runtime;

/// <summary>Reads the outputs of a run.</summary>
internal static class PolicyAnswers
{
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public static void CheckFinite(ReadOnlySpan<float> qValues, int actionCount, int first)
    {
        int bad = FiniteValues.FirstNonFinite(qValues);
        if (bad >= 0)
            throw new UnscorableStateException(first + (bad / actionCount), bad % actionCount, qValues[bad]);
    }

    /// <summary>
    /// Copies the model's choice in each row, or chooses among the legal actions by their Q-values, so that masks work
    /// with models whose graphs do not support them.
    /// </summary>
    /// <param name="qValues">Rows × actions values.</param>
    /// <param name="chosen">The model's choice among all actions in each row.</param>
    /// <param name="ahead">The margin of that choice; not read if no margins are requested.</param>
    /// <param name="legal">Rows × actions values, true for each legal action; empty if all are legal.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="actions">Receives the actions; may be empty.</param>
    /// <param name="margins">Receives the margin over the next best legal action, as a graph computes it; may be empty.</param>
    /// <exception cref="PolicyFormatException">The model chose an action that does not exist.</exception>
    public static void Choose(
        ReadOnlySpan<float> qValues,
        ReadOnlySpan<long> chosen,
        ReadOnlySpan<float> ahead,
        ReadOnlySpan<bool> legal,
        int actionCount,
        Span<int> actions,
        Span<float> margins)
    {
        if (legal.IsEmpty)
        {
            for (int row = 0; row < actions.Length; row++)
                actions[row] = Checked(chosen[row], actionCount);
            if (!margins.IsEmpty)
                ahead.CopyTo(margins);
            return;
        }

        for (int row = 0; row < legal.Length / actionCount; row++)
        {
            ReadOnlySpan<float> values = qValues.Slice(row * actionCount, actionCount);
            ReadOnlySpan<bool> mask = legal.Slice(row * actionCount, actionCount);
            int best = BestLegal(values, mask);
            if (!actions.IsEmpty)
                actions[row] = best;
            if (!margins.IsEmpty)
                margins[row] = values[best] - Next(values, mask, best);
        }
    }

    // A model of another origin may compute any action.
    private static int Checked(long action, int actionCount) => (ulong)action < (ulong)actionCount
        ? (int)action
        : throw new PolicyFormatException($"The model chose action {action} of {actionCount}.");

    private static int BestLegal(ReadOnlySpan<float> values, ReadOnlySpan<bool> legal)
    {
        int best = legal.IndexOf(true);
        for (int action = best + 1; action < values.Length; action++)
        {
            if (legal[action] && values[action] > values[best])
                best = action;
        }

        return best;
    }

    private static float Next(ReadOnlySpan<float> values, ReadOnlySpan<bool> legal, int best)
    {
        float next = float.MinValue;
        for (int action = 0; action < values.Length; action++)
        {
            if (legal[action] && action != best)
                next = Math.Max(next, values[action]);
        }

        return next;
    }
}
