namespace DeepQ.Environments.Wrappers;

/// <summary>Multiplies every reward by a factor.</summary>
/// <remarks>
/// A positive factor does not change the best policy and scales all Q-values; it moves returns of hundreds into the
/// range where a learning rate works.
/// </remarks>
public sealed class RewardScale : EnvironmentWrapper
{
    private readonly double _factor;

    /// <summary>Scales the rewards of an environment.</summary>
    /// <param name="inner">The environment to wrap.</param>
    /// <param name="factor">The factor; finite and not zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is zero or not finite.</exception>
    public RewardScale(IEnvironment inner, double factor)
        : base(inner)
    {
        if (!double.IsFinite(factor) || factor == 0)
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be finite and not zero.");
        _factor = factor;
    }

    private protected override bool ForwardsCalls => true;

    /// <inheritdoc/>
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        StepResult result = Inner.Step(action, random, observation);
        return result with { Reward = result.Reward * _factor };
    }
}
