namespace DeepQ.Decisions;

/// <summary>Who decides, and what is logged. Logs contain the numbers, so they do not change.</summary>
public enum DecisionMode
{
    /// <summary>The caller's own action or the baseline is taken, and no decision is logged.</summary>
    Off = 0,

    /// <summary>The caller's own action or the baseline is taken and logged.</summary>
    LoggingOnly = 1,

    /// <summary>
    /// As <see cref="LoggingOnly"/>, and the log also contains the action that the candidate would have taken.
    /// </summary>
    Apprentice = 2,

    /// <summary>The candidate decides in a share of the episodes, and the policy in use in the others.</summary>
    Canary = 3,

    /// <summary>The policy in use decides.</summary>
    Online = 4,
}
