namespace DeepQ.Learning.Targets;

/// <summary>The inputs for the targets of B transitions with A actions. Matrices are row-major.</summary>
public readonly ref struct TargetBatch
{
    /// <summary>The chosen actions a: B values.</summary>
    public ReadOnlySpan<int> Actions { get; init; }

    /// <summary>
    /// The rewards r, summed over n steps if returns have n: B values. With <see cref="DqnOptions.NormalizeRewards"/>
    /// these and all values are in standard deviations of the returns.
    /// </summary>
    public ReadOnlySpan<float> Rewards { get; init; }

    /// <summary>The discounts d of the value of the next state, 0 if it is terminal: B values.</summary>
    public ReadOnlySpan<float> Discounts { get; init; }

    /// <summary>
    /// Q_target(s, ·): B × A values; empty unless <see cref="TargetRule.ReadsStates"/>.
    /// </summary>
    public ReadOnlySpan<float> QValues { get; init; }

    /// <summary>Q_target(s', ·): B × A values.</summary>
    public ReadOnlySpan<float> NextQ { get; init; }

    /// <summary>
    /// Q(s', ·) of the online network: B × A values; empty unless <see cref="TargetRule.ReadsOnlineNetwork"/>.
    /// </summary>
    public ReadOnlySpan<float> NextOnlineQ { get; init; }

    /// <summary>True for each action that is legal in s: B × A values; empty if all are legal.</summary>
    public ReadOnlySpan<bool> Legal { get; init; }

    /// <summary>The same for s'. The rows of terminal states are ignored.</summary>
    public ReadOnlySpan<bool> NextLegal { get; init; }
}
