using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>What came of an episode.</summary>
internal static class LoggedValue
{
    /// <summary>The rewards in total where γ is 0, otherwise the discounted return.</summary>
    public static double Of(IReadOnlyList<JoinedRow> rows, double gamma)
    {
        double value = 0;
        for (int i = rows.Count - 1; i >= 0; i--)
            value = rows[i].Reward + (gamma > 0 ? gamma * value : value);
        return value;
    }
}
