namespace DeepQ.Decisions.Doctor;

/// <summary>What a doctor can find. <c>docs/decisions-runbook.md</c> says of each what to do.</summary>
public enum FindingCode
{
    /// <summary>There are no decisions.</summary>
    NoDecisions,

    /// <summary>No reward came, though decisions are old enough to have one.</summary>
    NoRewards,

    /// <summary>Rewards came, and come no more, while decisions go on.</summary>
    RewardsStopped,

    /// <summary>Rewards came after <see cref="JoinOptions.RewardWait"/>.</summary>
    LateRewards,

    /// <summary>Rewards name decisions that are not in the log.</summary>
    UnknownRewards,

    /// <summary>All joined rewards are the same.</summary>
    ConstantRewards,

    /// <summary>Decisions waited for an activation that did not come.</summary>
    NotActivated,

    /// <summary>Decisions have no probability.</summary>
    MissingProbabilities,

    /// <summary>Each action was taken with probability 1.</summary>
    NoExploration,

    /// <summary>An action is allowed, and hardly ever taken.</summary>
    RareActions,

    /// <summary>Few decisions have all the weight where another policy is estimated.</summary>
    SmallSampleSize,

    /// <summary>The baseline or the caller decided where a policy was to.</summary>
    Fallbacks,

    /// <summary>States have values that they did not have before.</summary>
    StatesOutOfRange,

    /// <summary>Episodes are cut off because their end never came.</summary>
    EpisodesTimedOut,
}
