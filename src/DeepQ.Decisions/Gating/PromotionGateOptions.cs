using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions;

/// <summary>What policies are judged by before they may decide, and while they do.</summary>
public sealed record PromotionGateOptions
{
    // A thousand years: what lies further back no calendar has.
    private static readonly TimeSpan MostWindow = TimeSpan.FromDays(365_000);

    /// <summary>What of the log belongs together.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public JoinOptions Join { get; init => field = value ?? throw new ArgumentNullException(nameof(Join)); } = new();

    /// <summary>The discount factor γ of values: 0 where nothing follows from a decision, and values are those of one.</summary>
    /// <value>The default value is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double Gamma { get; init => field = Share(value, nameof(Gamma)); }

    /// <summary>How far back the log counts, for learning and for judging; null for all of it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? Window { get; init => field = Positive(value, nameof(Window)); }

    /// <summary>
    /// How far back the versions that decide are judged, since they came into use at most: the shorter, the sooner a change of the world
    /// shows; the longer, the smaller the differences that do. Null for <see cref="Window"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? WatchWindow { get; init => field = Positive(value, nameof(WatchWindow)); }

    /// <summary>The share of the episodes that nobody learns from, and that candidates are judged by.</summary>
    /// <value>The default value is 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double HeldBackShare { get; init => field = Share(value, nameof(HeldBackShare)); } = 0.5;

    /// <summary>
    /// The least support of a candidate: the part of its actions that could have been logged. What it does beyond that only its model
    /// vouches for.
    /// </summary>
    /// <value>The default value is 0.99.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double LeastSupport { get; init => field = Share(value, nameof(LeastSupport)); } = 0.99;

    /// <summary>When a candidate is better.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public PromotionRule Rule { get; init => field = value ?? throw new ArgumentNullException(nameof(Rule)); } = new();

    /// <summary>
    /// Whether a candidate that is better is tried by a share of the episodes before it comes into use. It takes decisions in canary mode.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: it comes into use at once.</value>
    public bool TriesFirst { get; init; }

    /// <summary>When a canary steps back.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public CanaryRule Canary { get; init => field = value ?? throw new ArgumentNullException(nameof(Canary)); } = new();

    /// <summary>The number of episodes after which a canary that is worth no less comes into use.</summary>
    /// <value>The default value is 2,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public long CanaryEpisodes
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(CanaryEpisodes), value, "An interval takes at least 2 episodes.");
    } = 2_000;

    /// <summary>Whether an episode is one that candidates are judged by.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="now">The time of judging.</param>
    public bool IsHeldBack(JoinedEpisode episode, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return IsInWindow(episode, now) && episode.IsInShare(HeldBackShare);
    }

    /// <summary>Whether an episode is one that candidates learn from.</summary>
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
