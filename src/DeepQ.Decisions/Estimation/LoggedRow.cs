using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Estimation;

/// <summary>The logged probabilities of a decision.</summary>
internal static class LoggedRow
{
    /// <summary>Returns whether the probability of the action is known.</summary>
    public static bool HasProbability(JoinedRow row) => row.Decision.Probability is > 0 and <= 1;

    /// <summary>
    /// Returns whether another action could have been taken. A decision that was certain among several contains no
    /// information about the others.
    /// </summary>
    public static bool HadChance(JoinedRow row, int actionCount) =>
        row.Decision.Probability < 1 || (row.Decision.Allowed.IsEmpty ? actionCount : row.Decision.Allowed.Span.Count(true)) == 1;

    /// <summary>
    /// Returns the probability with which an action would have been logged; 1 if only that of the logged action was
    /// recorded.
    /// </summary>
    public static double ChanceOf(JoinedRow row, int action) => action == row.Decision.Action
        ? row.Decision.Probability!.Value
        : row.Decision.Distribution.IsEmpty ? 1 : row.Decision.Distribution.Span[action];
}
