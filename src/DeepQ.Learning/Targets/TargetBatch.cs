namespace DeepQ.Learning.Targets;

/// <summary>What the targets of B transitions are computed from, with A actions. Matrices are row-major.</summary>
public readonly ref struct TargetBatch
{
    /// <summary>The actions a that were taken: B values.</summary>
    public ReadOnlySpan<int> Actions { get; init; }

    /// <summary>
    /// The rewards r, of n steps where returns have n: B values. With <see cref="DqnOptions.NormalizeRewards"/> they, and all
    /// values, are in parts of the standard deviation of the returns.
    /// </summary>
    public ReadOnlySpan<float> Rewards { get; init; }

    /// <summary>What the value of the next state counts, d, 0 where it is terminal: B values.</summary>
    public ReadOnlySpan<float> Discounts { get; init; }

    /// <summary>
    /// Q_target(s, ·): B × A values; empty unless <see cref="TargetRule.ReadsStates"/>.
    /// </summary>
    public ReadOnlySpan<float> QValues { get; init; }

    /// <summary>Q_target(s', ·): B × A values.</summary>
    public ReadOnlySpan<float> NextQ { get; init; }

    /// <summary>
    /// Q(s', ·) of the network that learns: B × A values; empty unless <see cref="TargetRule.ReadsOnlineNetwork"/>.
    /// </summary>
    public ReadOnlySpan<float> NextOnlineQ { get; init; }

    /// <summary>True for each action that is legal in s: B × A values; empty when all are.</summary>
    public ReadOnlySpan<bool> Legal { get; init; }

    /// <summary>The same for s'. The rows of terminal states do not matter.</summary>
    public ReadOnlySpan<bool> NextLegal { get; init; }
}
