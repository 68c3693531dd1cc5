namespace DeepQ.Decisions;

/// <summary>What can be changed while decisions are made; no policy changes by it.</summary>
public sealed record DecisionSettings
{
    /// <summary>Who decides, and what is logged.</summary>
    /// <value>The default value is <see cref="DecisionMode.LoggingOnly"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public DecisionMode Mode
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Mode), value, "There is no such mode.");
    } = DecisionMode.LoggingOnly;

    /// <summary>How policies explore.</summary>
    /// <value>The default value is ε-greedy with ε = 0.1.</value>
    public ExplorationStrategy Exploration { get; init => field = value ?? throw new ArgumentNullException(nameof(Exploration)); } =
        ExplorationStrategy.EpsilonGreedy(0.1);

    /// <summary>
    /// ε of the baseline, from 0 to 1: with this probability any allowed action is drawn in its place. A baseline that never tries
    /// anything leaves a log that says nothing of other actions.
    /// </summary>
    /// <value>The default value is 0: the baseline alone decides.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double BaselineEpsilon
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BaselineEpsilon), value, "ε must be from 0 to 1.");
    }

    /// <summary>
    /// The share of the episodes that the candidate decides in canary mode, from 0 to 1. An episode that is in a share is in
    /// every larger one, too.
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
