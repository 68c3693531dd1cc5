namespace DeepQ.Environments.Checking;

/// <summary>Checks the observations and rewards of an environment as they are returned.</summary>
public static class EnvironmentOutput
{
    // Sums and differences of many values of this size stay finite in single precision.
    private const float Greatest = 1e30f;

    /// <summary>Refuses an observation or a reward that is not finite or too large to learn from.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="when">When the environment returned them, such as "in step 3".</param>
    /// <param name="observation">The observation.</param>
    /// <param name="reward">The reward.</param>
    /// <exception cref="InvalidOperationException">
    /// A value or a reward is NaN, infinite, or beyond ±10³⁰; the message names it.
    /// </exception>
    public static void RequireFinite(
        IEnvironment environment, string when, ReadOnlySpan<float> observation, double reward = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (FirstProblem(observation, reward) is { } problem)
        {
            throw new InvalidOperationException(
                $"{environment.Name} returned {problem} {when}. Every observed value and every reward must be within " +
                FormattableString.Invariant($"±{Greatest}. The fault is in the environment, not in the learner."));
        }
    }

    /// <summary>Describes the first value that cannot be learned from; null if there is none.</summary>
    internal static string? FirstProblem(ReadOnlySpan<float> observation, double reward)
    {
        for (int i = 0; i < observation.Length; i++)
        {
            if (!(Math.Abs(observation[i]) <= Greatest))
                return FormattableString.Invariant($"{observation[i]} at position {i} of an observation");
        }

        return Math.Abs(reward) <= Greatest ? null : FormattableString.Invariant($"the reward {reward}");
    }
}
