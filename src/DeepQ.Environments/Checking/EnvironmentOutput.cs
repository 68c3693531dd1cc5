namespace DeepQ.Environments;

/// <summary>Checks what an environment gives, when it gives it.</summary>
public static class EnvironmentOutput
{
    /// <summary>Refuses an observation or a reward that is not finite.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="when">When it gave them, such as "in step 3".</param>
    /// <param name="observation">The observation.</param>
    /// <param name="reward">The reward.</param>
    /// <exception cref="InvalidOperationException">
    /// A value is NaN or infinite, or a reward is too large for a <see cref="float"/>; the message names it.
    /// </exception>
    public static void RequireFinite(
        IEnvironment environment, string when, ReadOnlySpan<float> observation, double reward = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (FirstProblem(observation, reward) is { } problem)
        {
            throw new InvalidOperationException(
                $"{environment.Name} gave {problem} {when}. Every observed value and every reward must be finite, in single " +
                "precision: the environment is at fault, and not what learns in it.");
        }
    }

    /// <summary>What is not finite; null where all is.</summary>
    internal static string? FirstProblem(ReadOnlySpan<float> observation, double reward)
    {
        for (int i = 0; i < observation.Length; i++)
        {
            if (!float.IsFinite(observation[i]))
                return FormattableString.Invariant($"{observation[i]} at position {i} of an observation");
        }

        return float.IsFinite((float)reward) ? null : FormattableString.Invariant($"the reward {reward}");
    }
}
