using System.Globalization;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Reports which figures of an evaluation are missing or unreliable, and why.</summary>
internal static class MetricWarnings
{
    private const int FewEpisodes = 30;
    private const double LeastSupport = 0.95;

    public static IReadOnlyList<string> Of(PolicyMetrics metrics, int actions, OffPolicyOptions options)
    {
        List<string> warnings = [];
        if (metrics.FittedQ is null)
        {
            warnings.Add(metrics.Episodes is null
                ? "The data do not identify episodes, so no value can be estimated: " +
                  "name the column that does, EpisodeIdColumnName."
                : "No episode has a step with a known next state, so no value can be estimated.");
        }

        if (!metrics.FitsAreDone)
        {
            warnings.Add(
                "A fit was stopped while its value still changed, or reached a value that no rewards add up to. Figures that depend on it have no " +
                "interval: raise OffPolicyOptions.Updates" +
                (options.TimeLimit is null ? "." : " or TimeLimit."));
        }

        if (metrics.PropensitiesAreEstimated)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The probabilities of the logged actions are estimated by a model, with a loss of " +
                $"{metrics.BehaviorLoss:F3} compared with {Math.Log(actions):F3} for guessing, because no column has them " +
                $"(PropensityColumnName). Importance sampling and the doubly robust estimate are no better than that " +
                $"model."));
        }

        if (metrics.Episodes is { } episodes and < FewEpisodes)
        {
            warnings.Add(
                $"{episodes} episodes are few: intervals from fewer than {FewEpisodes} are too short.");
        }

        if (NotNumbers(metrics) is { Length: > 0 } names)
        {
            warnings.Add(
                $"There is no figure for {string.Join(", ", names)}: over this many steps the ratios of the two policies " +
                "multiply to more than a number can represent. Use the remaining estimates; shorter episodes help.");
        }

        if (metrics.EffectiveSampleSize == 0)
        {
            warnings.Add(
                $"In none of {metrics.Episodes} episodes would the policy have acted the same to the end, so importance sampling has " +
                "no estimate. The doubly robust estimate relies on its model.");
        }
        else if (metrics.EffectiveSampleSize is { } size && metrics.Episodes is { } all &&
            !(size >= Math.Max(FewEpisodes, all / 20.0)))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The effective sample size is {size:F1} of {all} episodes: the policy differs too much from the " +
                $"logged one over whole episodes. Do not trust importance sampling; the doubly robust estimate relies " +
                $"on its model."));
        }

        if (!(metrics.Support >= LeastSupport))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"In {1 - metrics.Support:P1} of the states the policy chooses an action that the logged one chooses with " +
                $"a probability below {options.SupportThreshold}. Its value there is a guess, in fitted Q above " +
                $"all."));
        }

        if (AreApart(metrics.FittedQ, metrics.DoublyRobust))
        {
            warnings.Add(
                $"Fitted Q, {metrics.FittedQ}, and the doubly robust estimate, {metrics.DoublyRobust}, disagree: " +
                "trust neither.");
        }

        if (AreApart(metrics.LoggedFittedQ, metrics.LoggedReturn))
        {
            warnings.Add(
                $"Fitted Q of the logged policy, {metrics.LoggedFittedQ}, misses its mean return, " +
                $"{metrics.LoggedReturn}: the fits are biased, and that of the policy may be as much, by which its interval is extended. Either the state " +
                "lacks what rewards or ends depend on, such as the step of an episode of fixed length, or fits need wider networks " +
                "(OffPolicyOptions.HiddenUnits).");
        }

        return warnings;
    }

    private static string[] NotNumbers(PolicyMetrics metrics)
    {
        (string Name, Estimate? Estimate)[] estimates =
        [
            ("fitted Q", metrics.FittedQ),
            ("the doubly robust estimate", metrics.DoublyRobust),
            ("importance sampling", metrics.ImportanceSampling),
            ("per-decision importance sampling", metrics.PerDecisionImportanceSampling),
            ("weighted importance sampling", metrics.WeightedImportanceSampling),
            ("weighted per-decision importance sampling", metrics.WeightedPerDecisionImportanceSampling),
        ];
        return [.. estimates.Where(one => one.Estimate is { } estimate && !double.IsFinite(estimate.Value))
            .Select(one => one.Name)];
    }

    private static bool AreApart(Estimate? one, Estimate? other) =>
        one is not null && other is not null && (one.Lower > other.Upper || one.Upper < other.Lower);
}
