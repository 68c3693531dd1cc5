using System.Globalization;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Finds logged propensities that cannot be the probabilities of the logged actions.</summary>
/// <remarks>
/// For actions that b chose, the mean of 1 / b(a | s) is the mean number of actions with a positive probability, which
/// is at most the number of actions. Propensities that are too small make it greater.
/// </remarks>
internal static class PropensityCheck
{
    private const double Errors = 4;
    private const double Slack = 0.05;

    /// <summary>Describes what is wrong; null if nothing is evident.</summary>
    public static string? Problem(IReadOnlyList<float>? propensities, int actions)
    {
        if (propensities is null || propensities.Count < 2)
            return null;
        double mean = propensities.Average(propensity => 1.0 / propensity);
        double squares = propensities.Sum(propensity => Math.Pow((1.0 / propensity) - mean, 2));
        double error = EpisodeEstimates.Error(squares, propensities.Count);
        if (mean <= (actions * (1 + Slack)) + (Errors * error))
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The logged probabilities are too small to be those of the logged actions: they imply {mean:F1} possible actions in the average " +
            $"state, but there are {actions}. Importance sampling and the doubly robust estimate are wrong by as much.");
    }
}
