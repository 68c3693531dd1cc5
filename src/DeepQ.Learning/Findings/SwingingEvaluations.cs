using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>A policy that is good at one evaluation and far worse at the next.</summary>
internal static class SwingingEvaluations
{
    private const int LeastEvaluations = 8;
    // Of the way from the first returns to the best.
    private const double Much = 0.25;
    // Standard errors by which the best of many evaluations may be lucky.
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
        // Where nothing was learned, there is nothing to fall from.
        if (best <= acted.Average() || fall <= Luck * error || fall <= Much * climbed)
            return null;
        EpisodeReturn at = all.MaxBy(evaluation => evaluation.Value);
        return new Finding(
            nameof(SwingingEvaluations),
            Invariant($"The best evaluation brought {at.Value:G4} at step {at.Step}, the last one {all[^1].Value:G4}, and those of the second half were {fall:G3} below the best before them on average."),
            "Use a learning rate that falls, DoubleQ or a lower TargetUpdateRate. The network of the result is the one that did best " +
            "when those of the best evaluations were judged again.")
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
