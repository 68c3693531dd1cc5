namespace DeepQ.Environments.Checking;

/// <summary>Checks what an environment gives, when it gives it.</summary>
public static class EnvironmentOutput
{
    // Sums and differences of many such numbers are still numbers in single precision.
    private const float Greatest = 1e30f;

    /// <summary>Refuses an observation or a reward that is not finite, or greater than can be learned from.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="when">When it gave them, such as "in step 3".</param>
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
                $"{environment.Name} gave {problem} {when}. Every observed value and every reward must be within " +
                FormattableString.Invariant($"±{Greatest}: the environment is at fault, and not what learns in it."));
        }
    }

    /// <summary>What cannot be learned from; null where all can.</summary>
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
