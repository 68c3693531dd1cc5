using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>
/// Unnormalized rewards that are far greater or smaller than the loss and the network are designed for.
/// </summary>
internal static class RewardScale
{
    private const double FarBeyond = 10;
    private const double Mostly = 0.9;
    private const double Small = 0.05;

    public static Finding? Of(TrainingEvidence evidence)
    {
        if (!evidence.HasRawRewards || evidence.Updates.Count == 0 || evidence.Episodes.Count == 0)
            return null;
        var late = evidence.Updates.Skip(evidence.Updates.Count / 2).Select(update => update.Mean).ToArray();
        double error = late.Average(mean => mean.MeanAbsoluteError);
        double clipped = late.Average(mean => mean.GradientNorm > evidence.MaxGradientNorm ? 1.0 : 0);
        double gradient = late.Average(mean => mean.GradientNorm);
        double greatest = evidence.Episodes.Max(episode => Math.Abs(episode.Value));
        string? seen = 0 < greatest && greatest < Small
            ? Invariant($"The returns of episodes lie within ±{greatest:G3}, which is less than the initial outputs of a network.")
            : error > FarBeyond * evidence.LossThreshold
                ? Invariant(
                    $"The mean TD error is {error:G3}, and the loss is linear beyond {evidence.LossThreshold:G3}: every gradient step has the same length, however wrong a value is.")
                : clipped > Mostly && gradient > FarBeyond * evidence.MaxGradientNorm
                    ? Invariant(
                        $"The gradient has a norm of {gradient:G3}, and MaxGradientNorm, {evidence.MaxGradientNorm:G3}, clipped {clipped:P0} of the steps.")
                    : null;
        return seen is null ? null : new Finding(
            nameof(RewardScale),
            seen,
            "Rewards are not normalized: set NormalizeRewards, or scale them so that returns are of the order of 1 " +
            "to 100.")
        {
            Figures = new Dictionary<string, double>
            {
                ["greatest_return"] = greatest,
                ["td_error"] = error,
                ["gradient_norm"] = gradient,
                ["clipped_share"] = clipped,
            },
        };
    }
}
