using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>Q-values that no sum of the rewards that were seen, discounted by γ, comes to.</summary>
internal static class ImpossibleValues
{
    // Of the range that is possible; a network errs a little without harm.
    private const double Margin = 0.2;
    private const double BeforeLearning = 0.25;
    private const int LeastUpdates = 100;

    public static Finding? Of(TrainingEvidence evidence)
    {
        // On its way to a value a network comes from zero.
        RewardRange possible = evidence.Rewards.Values(evidence.Gamma).With(0);
        if (!evidence.AreValuesReturns || evidence.Updates.Count < LeastUpdates || !double.IsFinite(possible.Width))
            return null;
        double margin = Margin * possible.Width;
        // The first values are those that a network is born with.
        (long step, double worst) = evidence.Updates
            .Skip((int)(BeforeLearning * evidence.Updates.Count))
            .Select(update => (update.Step, update.Mean.MeanQ))
            .DefaultIfEmpty((0, possible.Greatest))
            .MaxBy(update => Excess(update.Item2));
        if (!(Excess(worst) > margin))
            return null;
        return new Finding(
            nameof(ImpossibleValues),
            Invariant($"The mean of Q came to {worst:G4} at {(evidence.LearnsFromLog ? "update" : "step")} {step}; with γ = {evidence.Gamma} the rewards that were seen add up to values from {possible.Least:G4} to {possible.Greatest:G4}."),
            evidence.LearnsFromLog
                ? "Use ConservativeQLearning, with a greater Alpha, or BatchConstrainedQLearning, which stay by what was logged; or a lower LearningRate."
                : "Use DoubleQ, a lower LearningRate or a lower TargetUpdateRate.")
        {
            Figures = new Dictionary<string, double>
            {
                ["mean_q"] = worst,
                ["step"] = step,
                ["least_value"] = possible.Least,
                ["greatest_value"] = possible.Greatest,
            },
        };

        double Excess(double q) => Math.Max(q - possible.Greatest, possible.Least - q);
    }
}
