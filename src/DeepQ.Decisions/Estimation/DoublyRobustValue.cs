using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>
/// Estimates the return that an episode would have had under another policy with the doubly robust estimator.
/// </summary>
/// <remarks>
/// Jiang, Li: Doubly Robust Off-policy Value Evaluation for Reinforcement Learning (2016). It is unbiased with the true probabilities,
/// for any model; a good model lowers its variance.
/// </remarks>
internal static class DoublyRobustValue
{
    /// <summary>
    /// Returns the discounted return from the first decision on. Nothing is added after the last decision of a
    /// truncated episode: the model would evaluate itself.
    /// </summary>
    public static double OfReturn(IReadOnlyList<JoinedRow> rows, ReadOnlySpan<RowTerms> terms, double gamma)
    {
        double next = 0;
        for (int i = rows.Count - 1; i >= 0; i--)
            next = terms[i].Correct(rows[i].Reward + (gamma * next));
        return next;
    }
}
