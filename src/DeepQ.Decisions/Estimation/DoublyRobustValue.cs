using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>Estimates what an episode would have been worth under another policy, doubly robust.</summary>
/// <remarks>
/// Dudík, Langford, Li: Doubly Robust Policy Evaluation and Learning (2011), for decisions that nothing follows from; Jiang, Li: Doubly
/// Robust Off-policy Value Evaluation for Reinforcement Learning (2016), for others. With the true probabilities it is unbiased,
/// whatever the model says; a good model makes it steady.
/// </remarks>
internal static class DoublyRobustValue
{
    /// <summary>The values of its decisions in total, each by itself.</summary>
    public static double OfDecisions(IReadOnlyList<JoinedRow> rows, ReadOnlySpan<RowTerms> terms)
    {
        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
            sum += terms[i].Correct(rows[i].Reward);
        return sum;
    }

    /// <summary>
    /// The discounted return from its first decision. Where the episode was cut off, its last decision counts as the model values it.
    /// </summary>
    public static double OfReturn(IReadOnlyList<JoinedRow> rows, ReadOnlySpan<RowTerms> terms, double gamma)
    {
        double next = 0;
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            bool isCutOff = i == rows.Count - 1 && !rows[i].IsTerminal;
            next = isCutOff ? terms[i].StateValue : terms[i].Correct(rows[i].Reward + (gamma * next));
        }

        return next;
    }
}
