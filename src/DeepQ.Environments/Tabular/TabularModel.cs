namespace DeepQ.Environments.Tabular;

/// <summary>Checks a model; messages name the place of a fault.</summary>
internal static class TabularModel
{
    public static void RequireOutcomes(TabularTransition[] outcomes, int stateCount, string where)
    {
        RequireDistribution([.. outcomes.Select(outcome => outcome.Probability)], where);
        foreach (TabularTransition outcome in outcomes)
        {
            if ((uint)outcome.NextState >= (uint)stateCount || !double.IsFinite(outcome.Reward))
            {
                throw new ArgumentException(
                    $"For {where}: {outcome} must lead to a state from 0 to {stateCount - 1} with a finite reward.");
            }
        }
    }

    public static void RequireDistribution(double[] probabilities, string where)
    {
        if (!probabilities.All(probability => probability >= 0) || Math.Abs(probabilities.Sum() - 1) > 1e-9)
        {
            throw new ArgumentException(
                $"For {where}: the probabilities must not be negative and must sum to 1, not {probabilities.Sum()}.");
        }
    }
}
