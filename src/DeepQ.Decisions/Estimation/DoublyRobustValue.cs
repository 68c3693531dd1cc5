using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>Estimates the return that an episode would have had under another policy, doubly robust.</summary>
/// <remarks>
/// Jiang, Li: Doubly Robust Off-policy Value Evaluation for Reinforcement Learning (2016). With the true probabilities it is unbiased,
/// whatever the model says; a good model makes it steady.
/// </remarks>
internal static class DoublyRobustValue
{
    /// <summary>
    /// The discounted return from its first decision. Where the episode was cut off, what would have followed is worth nothing: a model
    /// that is asked for it judges itself.
    /// </summary>
    public static double OfReturn(IReadOnlyList<JoinedRow> rows, ReadOnlySpan<RowTerms> terms, double gamma)
    {
        double next = 0;
        for (int i = rows.Count - 1; i >= 0; i--)
            next = terms[i].Correct(rows[i].Reward + (gamma * next));
        return next;
    }
}
