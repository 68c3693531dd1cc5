using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions;

/// <summary>Options for the evaluation of policies, before they may decide and while they do.</summary>
public sealed record PromotionGateOptions
{
    // A thousand years: subtracting more would leave the range of DateTimeOffset.
    private static readonly TimeSpan MostWindow = TimeSpan.FromDays(365_000);

    /// <summary>The options of the join.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public JoinOptions Join { get; init => field = value ?? throw new ArgumentNullException(nameof(Join)); } = new();

    /// <summary>The discount factor γ of values; 0 if decisions are independent, so values are per decision.</summary>
    /// <value>The default value is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double Gamma { get; init => field = Share(value, nameof(Gamma)); }

    /// <summary>How far back the log is used, for learning and for evaluation; null for all of it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? Window { get; init => field = Positive(value, nameof(Window)); }

    /// <summary>
    /// How far back the versions that decide are evaluated, at most since they came into use. A shorter window shows
    /// changes of the world sooner, a longer one shows smaller differences. Null for <see cref="Window"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? WatchWindow { get; init => field = Positive(value, nameof(WatchWindow)); }

    /// <summary>The share of the episodes that is not learned from, on which candidates are evaluated.</summary>
    /// <value>The default value is 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double HeldBackShare { get; init => field = Share(value, nameof(HeldBackShare)); } = 0.5;

    /// <summary>
    /// The minimum support of a candidate: the part of its actions that could have been logged. The value of other
    /// actions comes from the model alone.
    /// </summary>
    /// <value>The default value is 0.99.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double LeastSupport { get; init => field = Share(value, nameof(LeastSupport)); } = 0.99;

    /// <summary>The rule for promotions.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public PromotionRule Rule { get; init => field = value ?? throw new ArgumentNullException(nameof(Rule)); } = new();

    /// <summary>
    /// Whether a better candidate is first tried on a share of the episodes before it comes into use. This requires
    /// canary mode.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: it comes into use immediately.</value>
    public bool TriesFirst { get; init; }

    /// <summary>The rule by which a canary steps back.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public CanaryRule Canary { get; init => field = value ?? throw new ArgumentNullException(nameof(Canary)); } = new();

    /// <summary>The number of episodes after which a canary with no lower value comes into use.</summary>
    /// <value>The default value is 2,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public long CanaryEpisodes
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(CanaryEpisodes), value, "An interval requires at least 2 episodes.");
    } = 2_000;

    /// <summary>Returns whether candidates are evaluated on an episode.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="now">The time of the evaluation.</param>
    public bool IsHeldBack(JoinedEpisode episode, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return IsInWindow(episode, now) && episode.IsInShare(HeldBackShare);
    }

    /// <summary>Returns whether candidates learn from an episode.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="now">The time of learning.</param>
    public bool IsLearnedFrom(JoinedEpisode episode, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return IsInWindow(episode, now) && !episode.IsInShare(HeldBackShare);
    }

    private bool IsInWindow(JoinedEpisode episode, DateTimeOffset now) =>
        Window is not { } window || episode.Rows[0].Decision.Time >= now - window;

    private static TimeSpan? Positive(TimeSpan? value, string name) => value is null || (value > TimeSpan.Zero && value <= MostWindow)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The time must be positive and at most {MostWindow.TotalDays:F0} days, or null for all.");

    private static double Share(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The value must be from 0 to 1.");
}
