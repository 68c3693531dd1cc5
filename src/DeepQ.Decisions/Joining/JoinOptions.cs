using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions;

/// <summary>What of a log belongs together, and how long it is waited for.</summary>
public sealed record JoinOptions
{
    /// <summary>How long after a decision, or before it, a reward counts; later ones are counted as late.</summary>
    /// <value>The default value is 10 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 366 days.</exception>
    public TimeSpan RewardWait { get; init => field = Checked(value, nameof(RewardWait)); } = TimeSpan.FromMinutes(10);

    /// <summary>How long a decision that waits for its activation is kept; one that is not activated by then is dropped.</summary>
    /// <value>The default value is <see cref="RewardWait"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 366 days.</exception>
    public TimeSpan ActivationWait
    {
        get => field == default ? RewardWait : field;
        init => field = Checked(value, nameof(ActivationWait));
    }

    /// <summary>
    /// How long after its last decision an episode is open. One that did not end by then is truncated, and counts as no
    /// shorter than the longer of both waits.
    /// </summary>
    /// <value>The default value is one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 366 days.</exception>
    public TimeSpan EpisodeTimeout { get; init => field = Checked(value, nameof(EpisodeTimeout)); } = TimeSpan.FromDays(1);

    /// <summary>The reward of a decision that none came for.</summary>
    /// <value>The default value is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double DefaultReward
    {
        get;
        init => field = double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(DefaultReward), value, "The reward must be finite.");
    }

    /// <summary>How parts of a reward are joined.</summary>
    /// <value>The default value is <see cref="RewardJoin.Sum"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public RewardJoin RewardJoin
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RewardJoin), value, "There is no such way to join parts.");
    }

    /// <summary>How long before a decision there may be something that bears on how it is joined.</summary>
    internal TimeSpan Lead => EpisodeTimeout + (2 * (RewardWait + ActivationWait));

    private static TimeSpan Checked(TimeSpan value, string name) => value > TimeSpan.Zero && value <= TimeSpan.FromDays(366)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The time must be positive, and at most 366 days.");
}
