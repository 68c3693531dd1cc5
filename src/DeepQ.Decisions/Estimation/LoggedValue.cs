using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>The value of an episode as it was logged.</summary>
internal static class LoggedValue
{
    /// <summary>Returns the sum of the rewards if γ is 0, otherwise the discounted return.</summary>
    public static double Of(IReadOnlyList<JoinedRow> rows, double gamma)
    {
        double value = 0;
        for (int i = rows.Count - 1; i >= 0; i--)
            value = rows[i].Reward + (gamma > 0 ? gamma * value : value);
        return value;
    }
}
