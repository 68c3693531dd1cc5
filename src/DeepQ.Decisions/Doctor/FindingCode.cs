namespace DeepQ.Decisions.Doctor;

/// <summary>The findings of <see cref="DecisionDoctor"/>. <c>docs/decisions-runbook.md</c> describes what to do about each.</summary>
public enum FindingCode
{
    /// <summary>There are no decisions.</summary>
    NoDecisions,

    /// <summary>No reward arrived, although decisions are old enough to have one.</summary>
    NoRewards,

    /// <summary>Rewards arrived earlier but stopped, while decisions continue.</summary>
    RewardsStopped,

    /// <summary>Rewards arrived after <see cref="JoinOptions.RewardWait"/>.</summary>
    LateRewards,

    /// <summary>Rewards name decisions that are not in the log.</summary>
    UnknownRewards,

    /// <summary>All joined rewards are the same.</summary>
    ConstantRewards,

    /// <summary>Decisions waited for an activation that did not arrive.</summary>
    NotActivated,

    /// <summary>Decisions have no probability.</summary>
    MissingProbabilities,

    /// <summary>Each action was taken with probability 1.</summary>
    NoExploration,

    /// <summary>An action is allowed but hardly ever taken.</summary>
    RareActions,

    /// <summary>Few decisions have most of the weight in estimates of other policies.</summary>
    SmallSampleSize,

    /// <summary>The baseline or the caller decided when a policy should have.</summary>
    Fallbacks,

    /// <summary>States have values outside their earlier range.</summary>
    StatesOutOfRange,

    /// <summary>Episodes are cut off because their end never arrived.</summary>
    EpisodesTimedOut,
}
