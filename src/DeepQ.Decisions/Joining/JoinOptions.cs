using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions;

/// <summary>Options of the join of a log, and how long it waits.</summary>
public sealed record JoinOptions
{
    /// <summary>
    /// The maximum time between a decision and its reward, in either order; later rewards are counted as late.
    /// </summary>
    /// <value>The default value is 10 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 366 days.</exception>
    public TimeSpan RewardWait { get; init => field = Checked(value, nameof(RewardWait)); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a decision waits for its activation; a decision that is not activated by then is dropped.
    /// </summary>
    /// <value>The default value is <see cref="RewardWait"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 366 days.</exception>
    public TimeSpan ActivationWait
    {
        get => field == default ? RewardWait : field;
        init => field = Checked(value, nameof(ActivationWait));
    }

    /// <summary>
    /// How long after its last decision an episode stays open. An episode without an end by then is truncated. The time
    /// is at least the longer of both waits.
    /// </summary>
    /// <value>The default value is one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 366 days.</exception>
    public TimeSpan EpisodeTimeout { get; init => field = Checked(value, nameof(EpisodeTimeout)); } = TimeSpan.FromDays(1);

    /// <summary>The reward of a decision without a reward.</summary>
    /// <value>The default value is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double DefaultReward
    {
        get;
        init => field = double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(DefaultReward), value, "The reward must be finite.");
    }

    /// <summary>How the parts of a reward are joined.</summary>
    /// <value>The default value is <see cref="RewardJoin.Sum"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public RewardJoin RewardJoin
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RewardJoin), value, "The value is not a member of RewardJoin.");
    }

    /// <summary>How long before a decision an event may lie that affects its join.</summary>
    internal TimeSpan Lead => EpisodeTimeout + (2 * (RewardWait + ActivationWait));

    private static TimeSpan Checked(TimeSpan value, string name) => value > TimeSpan.Zero && value <= TimeSpan.FromDays(366)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The time must be positive, and at most 366 days.");
}
