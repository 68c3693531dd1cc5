using System.Globalization;

namespace DeepQ.Decisions.Promotion;

/// <summary>Promotes a candidate that is better than the policy in use beyond the doubt of the estimates.</summary>
/// <remarks>
/// <para>
/// The candidate's value must be higher, and the lower end of the 95% interval of the difference above 0. Where the intervals
/// hold, a candidate that is no better passes at most once in forty times.
/// </para>
/// <para>
/// That its own interval lies above the value of the policy in use is not enough. Both are estimated, and of two that are worth
/// the same, one in twelve would pass.
/// </para>
/// </remarks>
public sealed record PromotionRule
{
    /// <summary>The least number of events that the estimates must come from.</summary>
    /// <value>The default value is 50,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public long LeastEvents
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LeastEvents), value, "An interval takes at least 2 events.");
    } = 50_000;

    /// <summary>Judges a candidate.</summary>
    /// <param name="events">The number of events that the estimates come from.</param>
    /// <param name="candidate">What the candidate is worth.</param>
    /// <param name="inUse">What the policy in use is worth, or what was done before there was one.</param>
    /// <param name="difference">
    /// How much more the candidate is worth, of <see cref="ValueEstimate.OfDifference"/>; null where there are only the estimates of
    /// each, and <see cref="ValueEstimate.Minus"/> serves.
    /// </param>
    /// <param name="other">What the reason calls the policy in use, such as the baseline where there is none.</param>
    /// <returns>The verdict with its reason.</returns>
    /// <exception cref="ArgumentNullException">An estimate is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="events"/> is negative.</exception>
    public PromotionVerdict Judge(
        long events,
        ValueEstimate candidate,
        ValueEstimate inUse,
        ValueEstimate? difference = null,
        string other = "the policy in use")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(inUse);
        if (events < LeastEvents)
            return Refuse($"{events} events are fewer than {LeastEvents}, the least that the rule asks for.");
        if (!candidate.HasInterval)
            return Refuse($"the value of the candidate has no interval: {candidate}.");
        if (difference is null && !inUse.HasInterval)
            return Refuse($"the value of {other} has no interval: {inUse}.");
        if (difference is { HasInterval: false })
            return Refuse($"the difference has no interval: {difference}.");

        ValueEstimate gain = difference ?? candidate.Minus(inUse);
        string compared = string.Create(
            CultureInfo.InvariantCulture,
            $"the candidate is worth {candidate} and {other} {inUse}, a difference of {gain} from {events} events");
        if (!(candidate.Value > inUse.Value))
            return Refuse($"{compared}; its value is not higher.");

        // Rewards that are all the same differ by rounding alone.
        double rounding = 1e-9 * Math.Max(Math.Abs(candidate.Value), Math.Abs(inUse.Value));
        return gain.Lower > rounding
            ? new(true, $"Promoted: {compared}, whose lower end is above 0.")
            : Refuse($"{compared}, whose lower end is not above 0.");
    }

    private static PromotionVerdict Refuse(FormattableString reason) =>
        new(false, "Not promoted: " + reason.ToString(CultureInfo.InvariantCulture));
}
