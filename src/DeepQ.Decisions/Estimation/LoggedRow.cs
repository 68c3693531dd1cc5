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

    /// <summary>The probability with which an action would have been logged; 1 where only that of the logged one was written down.</summary>
    public static double ChanceOf(JoinedRow row, int action) => action == row.Decision.Action
        ? row.Decision.Probability!.Value
        : row.Decision.Distribution.IsEmpty ? 1 : row.Decision.Distribution.Span[action];
}
