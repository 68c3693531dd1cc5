using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>ε reached its end value while the policy is still no better than random actions.</summary>
internal static class ExplorationEnded
{
    private const int Points = 200;
    private const int LeastEpisodes = 5;
    // The number of standard errors by which a policy has to be better.
    private const double Clear = 3;

    public static Finding? Of(TrainingEvidence evidence)
    {
        if (evidence.Epsilon is not { } epsilon)
            return null;
        (double first, double last) = (epsilon(0), epsilon(evidence.Steps));
        if (first - last < 0.3)
            return null;
        long half = WhenBelow((first + last) / 2);
        long end = WhenBelow(last + (0.05 * (first - last)));
        if (end > 0.75 * evidence.Steps)
            return null;
        EpisodeReturn[] early = [.. evidence.Episodes.Where((episode, i) => i < LeastEpisodes || episode.Step <= half)];
        EpisodeReturn[] late = [.. evidence.Episodes.Where(episode => episode.Step > (end + evidence.Steps) / 2)];
        if (early.Length < LeastEpisodes || late.Length < LeastEpisodes)
            return null;
        (double random, double error) = MeanOf(early);
        (double learned, double learnedError) = MeanOf(late);
        bool isBetter = learned > random + (Clear * (error + learnedError)) ||
            evidence.Evaluations.Any(one => one.Value > random + (Clear * (error + one.Error)));
        if (isBetter)
            return null;
        return new Finding(
            nameof(ExplorationEnded),
            Invariant($"ε fell to {last:G3} by step {end}, before anything was learned: episodes returned {random:G4} while it was high and {learned:G4} at the end."),
            "Let Epsilon fall over more steps, raise NStep, or reward parts of the way.")
        {
            Figures = new Dictionary<string, double>
            {
                ["step"] = end,
                ["epsilon"] = last,
                ["early_return"] = random,
                ["late_return"] = learned,
            },
        };

        long WhenBelow(double level)
        {
            for (int i = 0; i < Points; i++)
            {
                long step = (long)((double)evidence.Steps * i / Points);
                if (epsilon(step) <= level)
                    return step;
            }

            return evidence.Steps;
        }
    }

    private static (double Mean, double Error) MeanOf(EpisodeReturn[] episodes)
    {
        double mean = episodes.Average(episode => episode.Value);
        double variance = episodes.Average(episode => (episode.Value - mean) * (episode.Value - mean));
        return (mean, Math.Sqrt(variance / episodes.Length));
    }
}
