using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Targets;

/// <summary>The targets of Q-learning.</summary>
public static class TemporalDifference
{
    /// <summary>
    /// The target of Q-learning: y = r + d · max_a' Q_target(s', a'), where d is γ, or 0 if s' is terminal.
    /// </summary>
    /// <remarks>
    /// Watkins, Dayan: Q-learning (1992); with a target network Mnih et al.: Human-level control through deep
    /// reinforcement learning (2015), algorithm 1.
    /// </remarks>
    /// <param name="rewards">The rewards r: B values.</param>
    /// <param name="discounts">The discounts d of the value of the next state: B values.</param>
    /// <param name="nextQ">Q_target(s', ·): B × A values, row-major.</param>
    /// <param name="targets">Receives the targets y: B values.</param>
    /// <param name="nextLegal">
    /// True for each action that is legal in s': B × A values, row-major; empty if all are legal. The rows of terminal
    /// next states are ignored.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths do not agree, or a next state has a value but no legal action.
    /// </exception>
    public static void MaxTargets(
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> discounts,
        ReadOnlySpan<float> nextQ,
        Span<float> targets,
        ReadOnlySpan<bool> nextLegal = default)
    {
        int actions = ActionCount(rewards, discounts, nextQ, targets, nextLegal);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = rewards[i];
            if (discounts[i] == 0)
                continue;
            ReadOnlySpan<float> row = nextQ.Slice(i * actions, actions);
            targets[i] += discounts[i] * (nextLegal.IsEmpty ? Greatest(row) : row[GreedyAction(row, nextLegal, i)]);
        }
    }

    /// <summary>
    /// The target of double Q-learning: y = r + d · Q_target(s', argmax_a' Q(s', a')). The online network chooses the
    /// action and the target network evaluates it, which removes the maximum's upward bias.
    /// </summary>
    /// <remarks>
    /// Van Hasselt, Guez, Silver: Deep Reinforcement Learning with Double Q-learning (2015), equation 4.
    /// </remarks>
    /// <param name="rewards">The rewards r: B values.</param>
    /// <param name="discounts">The discounts d of the value of the next state: B values.</param>
    /// <param name="nextQ">Q_target(s', ·): B × A values, row-major.</param>
    /// <param name="nextOnlineQ">Q(s', ·) of the online network: B × A values, row-major.</param>
    /// <param name="targets">Receives the targets y: B values.</param>
    /// <param name="nextLegal">
    /// True for each action that is legal in s': B × A values, row-major; empty if all are legal. The rows of terminal
    /// next states are ignored.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths do not agree, or a next state has a value but no legal action.
    /// </exception>
    public static void DoubleTargets(
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> discounts,
        ReadOnlySpan<float> nextQ,
        ReadOnlySpan<float> nextOnlineQ,
        Span<float> targets,
        ReadOnlySpan<bool> nextLegal = default)
    {
        int actions = ActionCount(rewards, discounts, nextQ, targets, nextLegal);
        if (nextOnlineQ.Length != nextQ.Length)
            throw new ArgumentException($"There are {nextQ.Length} target and {nextOnlineQ.Length} online Q-values.");

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = rewards[i];
            if (discounts[i] == 0)
                continue;
            int greedy = GreedyAction(nextOnlineQ.Slice(i * actions, actions), nextLegal, i);
            targets[i] += discounts[i] * nextQ[(i * actions) + greedy];
        }
    }

    /// <summary>
    /// The target for the value of a policy π: y = r + d · Σ_a' π(a' | s') Q_target(s', a').
    /// </summary>
    /// <remarks>
    /// Van Seijen, Van Hasselt, Whiteson, Wiering: A Theoretical and Empirical Analysis of Expected Sarsa (2009).
    /// </remarks>
    /// <param name="rewards">The rewards r: B values.</param>
    /// <param name="discounts">The discounts d of the value of the next state: B values.</param>
    /// <param name="nextQ">Q_target(s', ·): B × A values, row-major.</param>
    /// <param name="nextProbabilities">π(· | s'): B × A values, row-major.</param>
    /// <param name="targets">Receives the targets y: B values.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static void ExpectedTargets(
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> discounts,
        ReadOnlySpan<float> nextQ,
        ReadOnlySpan<float> nextProbabilities,
        Span<float> targets)
    {
        int actions = ActionCount(rewards, discounts, nextQ, targets, []);
        if (nextProbabilities.Length != nextQ.Length)
            throw new ArgumentException($"There are {nextQ.Length} Q-values and {nextProbabilities.Length} probabilities.");

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = rewards[i];
            for (int a = i * actions; a < (i + 1) * actions && discounts[i] != 0; a++)
                targets[i] += discounts[i] * nextProbabilities[a] * nextQ[a];
        }
    }

    private static float Greatest(ReadOnlySpan<float> values)
    {
        float greatest = values[0];
        foreach (float value in values)
            greatest = value > greatest ? value : greatest;
        return greatest;
    }

    /// <summary>Returns the greedy action in the next state of a transition of a batch.</summary>
    internal static int GreedyAction(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, int row)
    {
        ReadOnlySpan<bool> mask = legal.IsEmpty ? legal : legal.Slice(row * qValues.Length, qValues.Length);
        if (!mask.IsEmpty && !mask.Contains(true))
        {
            throw new ArgumentException(
                $"The next state of transition {row} has no legal action; it must be terminal, with a discount of 0.");
        }

        return Greedy.Action(qValues, mask);
    }

    /// <summary>
    /// Returns the greedy action in the next state of a transition, from the values of all transitions: B × A.
    /// </summary>
    internal static int GreedyAction(ReadOnlySpan<float> nextQ, in TargetBatch batch, int row)
    {
        int actions = nextQ.Length / batch.Rewards.Length;
        return GreedyAction(nextQ.Slice(row * actions, actions), batch.NextLegal, row);
    }

    /// <summary>Returns the number of actions after checking that the lengths of a batch agree.</summary>
    internal static int ActionCount(
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> discounts,
        ReadOnlySpan<float> nextQ,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<bool> nextLegal)
    {
        int batch = targets.Length;
        if (batch == 0 || rewards.Length != batch || discounts.Length != batch || nextQ.Length % batch != 0)
        {
            throw new ArgumentException(
                $"{batch} targets need as many rewards and discounts, and Q-values for each: " +
                $"{rewards.Length}, {discounts.Length} and {nextQ.Length} were given.");
        }

        if (!nextLegal.IsEmpty && nextLegal.Length != nextQ.Length)
            throw new ArgumentException($"There are {nextQ.Length} Q-values and masks for {nextLegal.Length}.");
        return nextQ.Length / batch;
    }
}
