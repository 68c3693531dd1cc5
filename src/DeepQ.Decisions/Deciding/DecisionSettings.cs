namespace DeepQ.Decisions;

/// <summary>Settings that can change while decisions are made, without a change of the policy.</summary>
public sealed record DecisionSettings
{
    /// <summary>Who decides, and what is logged.</summary>
    /// <value>The default value is <see cref="DecisionMode.LoggingOnly"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public DecisionMode Mode
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Mode), value, "The mode is not a member of DecisionMode.");
    } = DecisionMode.LoggingOnly;

    /// <summary>How policies explore.</summary>
    /// <value>The default value is ε-greedy with ε = 0.1.</value>
    public ExplorationStrategy Exploration { get; init => field = value ?? throw new ArgumentNullException(nameof(Exploration)); } =
        ExplorationStrategy.EpsilonGreedy(0.1);

    /// <summary>
    /// ε of the baseline, from 0 to 1: with this probability an action is drawn uniformly from the allowed ones
    /// instead. The log of a baseline that never explores contains no information about other actions.
    /// </summary>
    /// <value>The default value is 0: the baseline does not explore.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double BaselineEpsilon
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BaselineEpsilon), value, "ε must be from 0 to 1.");
    }

    /// <summary>
    /// The share of the episodes that the candidate decides in canary mode, from 0 to 1. An episode in a share is also
    /// in every larger one.
    /// </summary>
    /// <value>The default value is 0.1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double CanaryShare
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(CanaryShare), value, "The share must be from 0 to 1.");
    } = 0.1;
}
