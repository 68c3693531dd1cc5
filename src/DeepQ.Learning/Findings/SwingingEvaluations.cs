using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>A policy that is good in one evaluation and far worse in the next.</summary>
internal static class SwingingEvaluations
{
    private const int LeastEvaluations = 8;
    // Relative to the way from the first returns to the best.
    private const double Much = 0.25;
    // The number of standard errors by which the best of many evaluations may be lucky.
    private const double Luck = 3;

    public static Finding? Of(TrainingEvidence evidence)
    {
        IReadOnlyList<EpisodeReturn> all = evidence.Evaluations;
        if (all.Count < LeastEvaluations)
            return null;
        double best = double.NegativeInfinity;
        double[] falls = new double[all.Count];
        for (int i = 0; i < all.Count; i++)
        {
            best = Math.Max(best, all[i].Value);
            falls[i] = best - all[i].Value;
        }

        double fall = falls.Skip(all.Count / 2).Average();
        double error = Math.Sqrt(all.Average(evaluation => evaluation.Error * evaluation.Error));
        double[] acted = [.. evidence.Episodes.Select(episode => episode.Value).DefaultIfEmpty(all[0].Value)];
        double climbed = best - Math.Min(all[0].Value, acted[0]);
        // If nothing was learned, there is no height to fall from.
        if (best <= acted.Average() || fall <= Luck * error || fall <= Much * climbed)
            return null;
        EpisodeReturn at = all.MaxBy(evaluation => evaluation.Value);
        return new Finding(
            nameof(SwingingEvaluations),
            Invariant($"The best evaluation returned {at.Value:G4} at step {at.Step}, the last one {all[^1].Value:G4}. Those of the second half were on average {fall:G3} below the best one before them."),
            "Use a learning rate that falls, DoubleQ or a lower TargetUpdateRate. The result has the network that did best " +
            "when the best ones were evaluated again.")
        {
            Figures = new Dictionary<string, double>
            {
                ["best"] = at.Value,
                ["step"] = at.Step,
                ["last"] = all[^1].Value,
                ["mean_fall"] = fall,
            },
        };
    }
}
