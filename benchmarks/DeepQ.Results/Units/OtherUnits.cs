using DeepQ.Environments.Wrappers;

namespace DeepQ.Results;

/// <summary>An environment whose observations are a · x + b and whose rewards are c · r.</summary>
/// <param name="inner">The environment.</param>
/// <param name="factor">The factor a of every value.</param>
/// <param name="offset">The offset b of every value.</param>
/// <param name="rewards">The factor c of the rewards.</param>
internal sealed class OtherUnits(IEnvironment inner, float factor, float offset, double rewards) : EnvironmentWrapper(inner)
{
    public override BoxSpace ObservationSpace { get; } =
        new([.. inner.ObservationSpace.Shape], float.NegativeInfinity, float.PositiveInfinity);

    public override void Reset(Random random, Span<float> observation)
    {
        base.Reset(random, observation);
        Convert(observation);
    }

    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        StepResult result = base.Step(action, random, observation);
        Convert(observation);
        return result with { Reward = result.Reward * rewards };
    }

    private void Convert(Span<float> observation)
    {
        foreach (ref float value in observation)
            value = (value * factor) + offset;
    }
}
