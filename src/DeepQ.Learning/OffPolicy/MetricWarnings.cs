using System.Globalization;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Says which figures of an evaluation are missing or should not be trusted, and why.</summary>
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
                ? "The data do not tell episodes apart, so that no value can be estimated: " +
                  "name the column that does, EpisodeIdColumnName."
                : "No episode has a step with a known successor, so that no value can be estimated.");
        }

        if (!metrics.FitsAreDone)
        {
            warnings.Add(
                "A fit was ended while its value still moved, or came to one that no rewards add up to, and what rests on it has no " +
                "interval: raise OffPolicyOptions.Updates" +
                (options.TimeLimit is null ? "." : " or TimeLimit."));
        }

        if (metrics.PropensitiesAreEstimated)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The probabilities of the logged actions are estimated by a model, with a loss of " +
                $"{metrics.BehaviorLoss:F3} beside {Math.Log(actions):F3} of guessing, since no column has them " +
                $"(PropensityColumnName). Importance sampling and the doubly robust estimate are no better than that " +
                $"model."));
        }

        if (metrics.Episodes is { } episodes and < FewEpisodes)
        {
            warnings.Add(
                $"{episodes} episodes are few: intervals are too short where fewer than {FewEpisodes} are drawn from.");
        }

        if (NotNumbers(metrics) is { Length: > 0 } names)
        {
            warnings.Add(
                $"No number came out of {string.Join(", ", names)}: over so many steps the ratios of the two policies " +
                "multiply to more than a number holds. The estimates that are left count; shorter episodes help.");
        }

        if (metrics.EffectiveSampleSize == 0)
        {
            warnings.Add(
                $"None of {metrics.Episodes} episodes went as the policy would have gone to its end, so that importance sampling has " +
                "no estimate. The doubly robust estimate leans on its model.");
        }
        else if (metrics.EffectiveSampleSize is { } size && metrics.Episodes is { } all &&
            !(size >= Math.Max(FewEpisodes, all / 20.0)))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The effective sample size is {size:F1} of {all} episodes: the policy differs too much from the " +
                $"logged one over whole episodes. Do not trust importance sampling; the doubly robust estimate leans " +
                $"on its model."));
        }

        if (!(metrics.Support >= LeastSupport))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"In {1 - metrics.Support:P1} of the states the policy takes an action that the logged one takes with " +
                $"a probability below {options.SupportThreshold}. What it brings there is a guess, in fitted Q above " +
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
                $"{metrics.LoggedReturn}: the fits are off, and that of the policy may be as much, by which its interval is longer. Either the state " +
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
