using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Runtime;

/// <summary>Reads what a run gave.</summary>
internal static class PolicyAnswers
{
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public static void CheckFinite(ReadOnlySpan<float> qValues, int actionCount, int first)
    {
        int bad = FiniteValues.FirstNonFinite(qValues);
        if (bad >= 0)
            throw new UnscorableStateException(first + (bad / actionCount), bad % actionCount, qValues[bad]);
    }

    /// <summary>Gives the action of each row.</summary>
    /// <param name="qValues">Rows × actions values.</param>
    /// <param name="chosen">What the model chose in each row.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="actions">Receives the actions.</param>
    /// <param name="legal">Rows × actions values, true for each action that may be chosen; empty when all may.</param>
    /// <exception cref="PolicyFormatException">The model chose an action that there is not.</exception>
    public static void Choose(
        ReadOnlySpan<float> qValues, ReadOnlySpan<long> chosen, int actionCount, Span<int> actions, ReadOnlySpan<bool> legal)
    {
        if (legal.IsEmpty)
        {
            for (int row = 0; row < actions.Length; row++)
                actions[row] = Checked(chosen[row], actionCount);
            return;
        }

        // From the Q-values, so that masks work with every model, whether its graph knows of them or not.
        for (int row = 0; row < actions.Length; row++)
        {
            int first = row * actionCount;
            actions[row] = BestLegal(qValues.Slice(first, actionCount), legal.Slice(first, actionCount));
        }
    }

    // A model of another origin computes its actions as it likes.
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
}
