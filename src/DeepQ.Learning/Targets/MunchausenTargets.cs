using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Targets;

/// <summary>The targets of Munchausen DQN.</summary>
public static class MunchausenTargets
{
    /// <summary>
    /// y = r + α [τ ln π(a|s)]₍l₀, 0₎ + d · Σ_a' π(a'|s') (Q_target(s', a') − τ ln π(a'|s')), where π is the soft
    /// policy of the target network: the reward is increased by the scaled log-probability of the chosen action.
    /// </summary>
    /// <remarks>
    /// Vieillard, Pietquin, Geist: Munchausen Reinforcement Learning (2020), equation 1 with the clipping of section 3.
    /// With n-step returns the term applies to the first action only.
    /// </remarks>
    /// <param name="settings">The scale α, the temperature τ and the floor l₀.</param>
    /// <param name="actions">The actions a: B values.</param>
    /// <param name="rewards">The rewards r: B values.</param>
    /// <param name="discounts">The discounts d of the value of the next state: B values.</param>
    /// <param name="qValues">Q_target(s, ·): B × A values, row-major.</param>
    /// <param name="nextQ">Q_target(s', ·): B × A values, row-major.</param>
    /// <param name="targets">Receives the targets y: B values.</param>
    /// <param name="legal">
    /// True for each action that is legal in s: B × A values, row-major; empty if all are legal.
    /// </param>
    /// <param name="nextLegal">The same for s'. The rows of terminal next states are ignored.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not agree, or a state with a value has no legal action.
    /// </exception>
    public static void Compute(
        MunchausenOptions settings,
        ReadOnlySpan<int> actions,
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> discounts,
        ReadOnlySpan<float> qValues,
        ReadOnlySpan<float> nextQ,
        Span<float> targets,
        ReadOnlySpan<bool> legal = default,
        ReadOnlySpan<bool> nextLegal = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int count = TemporalDifference.ActionCount(rewards, discounts, nextQ, targets, nextLegal);
        if (actions.Length != targets.Length || qValues.Length != nextQ.Length || legal.Length != nextLegal.Length)
        {
            throw new ArgumentException(
                $"{targets.Length} targets need as many actions, and as many Q-values and masks of the states as of the " +
                $"next states: {actions.Length} actions, {qValues.Length} Q-values and masks for {legal.Length} were given.");
        }

        for (int i = 0; i < targets.Length; i++)
        {
            double target = rewards[i] + Bonus(settings, qValues.Slice(i * count, count), actions[i], Row(legal, i, count));
            if (discounts[i] != 0)
            {
                target += discounts[i] * SoftPolicy.Value(
                    nextQ.Slice(i * count, count), settings.Temperature, Row(nextLegal, i, count));
            }

            targets[i] = (float)target;
        }
    }

    /// <summary>
    /// Computes the parts of the target as a return of the soft policy in s', for distributions: r + α [τ ln π(a|s)]₍l₀, 0₎ +
    /// d · Σ_a' π(a'|s') (Z_target(s', a') − τ ln π(a'|s')), where π is the soft policy of the means.
    /// </summary>
    /// <remarks>Vieillard et al. (2020), section 4, M-IQN.</remarks>
    internal static float Mix(
        MunchausenOptions settings, in TargetBatch batch, int row, Span<float> probabilities, Span<float> bonuses)
    {
        int count = probabilities.Length;
        double bonus = Bonus(settings, batch.QValues.Slice(row * count, count), batch.Actions[row], Row(batch.Legal, row, count));
        if (batch.Discounts[row] != 0)
        {
            SoftPolicy.Probabilities(
                batch.NextQ.Slice(row * count, count), settings.Temperature, Row(batch.NextLegal, row, count), probabilities, bonuses);
            foreach (ref float one in bonuses)
                one = -one;
        }

        return (float)(batch.Rewards[row] + bonus);
    }

    private static double Bonus(MunchausenOptions settings, ReadOnlySpan<float> qValues, int action, ReadOnlySpan<bool> legal) =>
        settings.Scale * Math.Max(SoftPolicy.ScaledLogProbability(qValues, action, settings.Temperature, legal), settings.Floor);

    private static ReadOnlySpan<bool> Row(ReadOnlySpan<bool> masks, int row, int count) =>
        masks.IsEmpty ? masks : masks.Slice(row * count, count);
}
