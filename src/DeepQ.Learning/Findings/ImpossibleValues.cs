using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>Q-values that no discounted sum of the observed rewards can reach.</summary>
internal static class ImpossibleValues
{
    // Relative to the possible range; small errors of a network are harmless.
    private const double Margin = 0.2;
    private const double BeforeLearning = 0.25;
    private const int LeastUpdates = 100;

    public static Finding? Of(TrainingEvidence evidence)
    {
        // A network starts at zero on its way to a value.
        RewardRange possible = evidence.Rewards.Values(evidence.Gamma).With(0);
        if (!evidence.AreValuesReturns || evidence.Updates.Count < LeastUpdates || !double.IsFinite(possible.Width))
            return null;
        double margin = Margin * possible.Width;
        // The first values are those of the initial weights.
        (long step, double worst) = evidence.Updates
            .Skip((int)(BeforeLearning * evidence.Updates.Count))
            .Select(update => (update.Step, update.Mean.MeanQ))
            .DefaultIfEmpty((0, possible.Greatest))
            .MaxBy(update => Excess(update.Item2));
        if (!(Excess(worst) > margin))
            return null;
        return new Finding(
            nameof(ImpossibleValues),
            Invariant($"The mean of Q reached {worst:G4} at {(evidence.LearnsFromLog ? "update" : "step")} {step}; with γ = {evidence.Gamma} the observed rewards add up to values from {possible.Least:G4} to {possible.Greatest:G4}."),
            evidence.LearnsFromLog
                ? "Use ConservativeQLearning, with a greater Alpha, or BatchConstrainedQLearning, which stay close to the logged actions; or a lower LearningRate."
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
