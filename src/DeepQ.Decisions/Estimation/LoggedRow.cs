using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>What logging did at a decision.</summary>
internal static class LoggedRow
{
    /// <summary>Whether the probability of the action is known.</summary>
    public static bool HasProbability(JoinedRow row) => row.Decision.Probability is > 0 and <= 1;

    /// <summary>
    /// Whether another action could have been taken. One that was certain among several tells nothing of the others.
    /// </summary>
    public static bool HadChance(JoinedRow row, int actionCount) =>
        row.Decision.Probability < 1 || (row.Decision.Allowed.IsEmpty ? actionCount : row.Decision.Allowed.Span.Count(true)) == 1;

    /// <summary>Whether an action could have been logged, as far as that was written down.</summary>
    public static bool CouldBe(JoinedRow row, int action) =>
        action == row.Decision.Action || row.Decision.Distribution.IsEmpty || row.Decision.Distribution.Span[action] > 0;
}
