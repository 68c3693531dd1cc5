using System.Globalization;

namespace DeepQ.Decisions.Promotion;

/// <summary>Ends a canary whose interval lies below the value of the policy in use.</summary>
/// <remarks>
/// Stepping back too early costs a candidate, too late costs rewards. So the value of the policy in use is taken as
/// exact, and a canary that is equally good steps back in one of forty evaluations, or more often if the other value is
/// uncertain too.
/// </remarks>
public sealed record CanaryRule
{
    /// <summary>The minimum number of episodes of the canary before it is evaluated.</summary>
    /// <value>The default value is 200.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public long LeastEpisodes
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LeastEpisodes), value, "An interval requires at least 2 episodes.");
    } = 200;

    /// <summary>Evaluates a canary.</summary>
    /// <param name="episodes">The number of episodes that the canary decided.</param>
    /// <param name="canary">The value of these episodes.</param>
    /// <param name="inUse">The value of the episodes of the policy in use in the same time.</param>
    /// <returns>The verdict with its reason.</returns>
    /// <exception cref="ArgumentNullException">An estimate is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="episodes"/> is negative.</exception>
    public CanaryVerdict Judge(long episodes, ValueEstimate canary, ValueEstimate inUse)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(episodes);
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(inUse);
        if (episodes < LeastEpisodes)
            return Verdict(false, $"{episodes} episodes of the canary are fewer than {LeastEpisodes}, the minimum of the rule.");
        if (!canary.HasInterval || !double.IsFinite(inUse.Value))
            return Verdict(false, $"the canary's {canary} cannot be compared with {inUse} of the policy in use.");
        bool isBelow = canary.Upper < inUse.Value;
        return Verdict(
            isBelow,
            $"{episodes} episodes of the canary were worth {canary}, {(isBelow ? "" : "not ")}all below {inUse.Value:G4} of the policy in use.");
    }

    private static CanaryVerdict Verdict(bool stepsBack, FormattableString reason) =>
        new(stepsBack, (stepsBack ? "Steps back: " : "Continues: ") + reason.ToString(CultureInfo.InvariantCulture));
}
