namespace DeepQ.Environments.Wrappers;

/// <summary>Limits every reward to a range.</summary>
/// <remarks>
/// Mnih et al.: Human-level control through deep reinforcement learning (2015) clip to ±1, so that one learning rate
/// fits many games. It changes the problem: a policy no longer sees the difference between rewards beyond the limits.
/// </remarks>
public sealed class RewardClip : EnvironmentWrapper
{
    private readonly double _low;
    private readonly double _high;

    /// <summary>Clips the rewards of an environment.</summary>
    /// <param name="inner">The environment to wrap.</param>
    /// <param name="low">The smallest reward.</param>
    /// <param name="high">The greatest reward.</param>
    /// <exception cref="ArgumentException"><paramref name="low"/> is not below <paramref name="high"/>.</exception>
    public RewardClip(IEnvironment inner, double low = -1, double high = 1)
        : base(inner)
    {
        if (!(low < high))
        {
            throw new ArgumentException(
                $"The smallest reward, {low}, must be below the greatest, {high}.", nameof(low));
        }

        (_low, _high) = (low, high);
    }

    private protected override bool ForwardsCalls => true;

    /// <inheritdoc/>
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        StepResult result = Inner.Step(action, random, observation);
        return result with { Reward = Math.Clamp(result.Reward, _low, _high) };
    }
}
