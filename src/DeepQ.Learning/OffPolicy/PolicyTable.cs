namespace DeepQ.Learning;

/// <summary>What a policy does in every logged state and successor.</summary>
/// <param name="States">π(· | s): N × A values.</param>
/// <param name="Successors">π(· | s'): N × A values.</param>
internal sealed record PolicyTable(float[] States, float[] Successors)
{
    /// <summary>The policy that the options make of values.</summary>
    public static PolicyTable Of(LoggedRows rows, float[] states, float[] successors, OffPolicyOptions options)
    {
        PolicyTable policy = options.Temperature is { } temperature
            ? Soft(rows, states, successors, temperature)
            : Greedy(rows, states, successors);
        Mix(policy.States, rows.Legal);
        Mix(policy.Successors, rows.NextLegal);
        return policy;

        // (1 − ε) π(a | s) + ε / n for each of the n legal actions.
        void Mix(float[] probabilities, bool[] legal)
        {
            for (int first = 0; first < probabilities.Length && options.Epsilon > 0; first += rows.ActionCount)
            {
                ReadOnlySpan<bool> mask = legal.Length == 0 ? [] : legal.AsSpan(first, rows.ActionCount);
                int count = mask.IsEmpty ? rows.ActionCount : mask.Count(true);
                for (int a = 0; a < rows.ActionCount; a++)
                {
                    double uniform = mask.IsEmpty || mask[a] ? 1.0 / count : 0;
                    ref float probability = ref probabilities[first + a];
                    probability = (float)(((1 - options.Epsilon) * probability) + (options.Epsilon * uniform));
                }
            }
        }
    }

    /// <summary>The policy that takes the greatest legal value.</summary>
    public static PolicyTable Greedy(LoggedRows rows, float[] states, float[] successors)
    {
        return new(OneHot(states, rows.Legal), OneHot(successors, rows.NextLegal));

        float[] OneHot(float[] values, bool[] legal)
        {
            float[] probabilities = new float[values.Length];
            for (int first = 0; first < values.Length; first += rows.ActionCount)
            {
                int action = DeepQ.Learning.Greedy.Action(
                    values.AsSpan(first, rows.ActionCount),
                    legal.Length == 0 ? [] : legal.AsSpan(first, rows.ActionCount));
                probabilities[first + action] = 1;
            }

            return probabilities;
        }
    }

    /// <summary>The policy π(a | s) ∝ exp(x(s, a) / T) over the legal actions.</summary>
    public static PolicyTable Soft(LoggedRows rows, float[] states, float[] successors, double temperature)
    {
        return new(Softmax(states, rows.Legal), Softmax(successors, rows.NextLegal));

        float[] Softmax(float[] logits, bool[] legal)
        {
            float[] probabilities = new float[logits.Length];
            for (int first = 0; first < logits.Length; first += rows.ActionCount)
            {
                ReadOnlySpan<float> row = logits.AsSpan(first, rows.ActionCount);
                ReadOnlySpan<bool> mask = legal.Length == 0 ? [] : legal.AsSpan(first, rows.ActionCount);
                for (int a = 0; a < row.Length; a++)
                {
                    probabilities[first + a] = mask.IsEmpty || mask[a]
                        ? (float)Math.Exp(SoftPolicy.ScaledLogProbability(row, a, temperature, mask) / temperature)
                        : 0;
                }
            }

            return probabilities;
        }
    }
}
