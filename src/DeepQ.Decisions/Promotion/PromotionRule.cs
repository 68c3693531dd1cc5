using System.Globalization;

namespace DeepQ.Decisions.Promotion;

/// <summary>Promotes a candidate that is significantly better than the policy in use.</summary>
/// <remarks>
/// <para>
/// The candidate's value must be higher, and the lower end of the 95% interval of the difference must be above 0. If
/// the intervals are correct, a candidate that is no better passes at most once in forty times.
/// </para>
/// <para>
/// It is not enough that the candidate's own interval lies above the value of the policy in use. Both are estimated,
/// and of two equal ones, one in twelve would pass.
/// </para>
/// </remarks>
public sealed record PromotionRule
{
    /// <summary>The minimum number of events for the estimates.</summary>
    /// <value>The default value is 50,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public long LeastEvents
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LeastEvents), value, "An interval requires at least 2 events.");
    } = 50_000;

    /// <summary>Evaluates a candidate.</summary>
    /// <param name="events">The number of events that the estimates come from.</param>
    /// <param name="candidate">The value of the candidate.</param>
    /// <param name="inUse">The value of the policy in use, or of the decisions made before there was one.</param>
    /// <param name="difference">
    /// How much higher the value of the candidate is, from <see cref="ValueEstimate.OfDifference"/>; null to use
    /// <see cref="ValueEstimate.Minus"/> if only separate estimates exist.
    /// </param>
    /// <param name="other">The name of the policy in use in the reason, such as the baseline if there is none.</param>
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
            return Refuse($"{events} events are fewer than {LeastEvents}, the minimum of the rule.");
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

        // Identical rewards still differ by rounding.
        double rounding = 1e-9 * Math.Max(Math.Abs(candidate.Value), Math.Abs(inUse.Value));
        return gain.Lower > rounding
            ? new(true, $"Promoted: {compared}, whose lower end is above 0.")
            : Refuse($"{compared}, whose lower end is not above 0.");
    }

    private static PromotionVerdict Refuse(FormattableString reason) =>
        new(false, "Not promoted: " + reason.ToString(CultureInfo.InvariantCulture));
}
