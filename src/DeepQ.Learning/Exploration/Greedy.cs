namespace DeepQ.Learning;

/// <summary>The greedy choice.</summary>
public static class Greedy
{
    /// <summary>argmax_a Q(s, a); the first of equals, as ONNX's ArgMax has it.</summary>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <returns>The action, from 0.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static int Action(ReadOnlySpan<float> qValues)
    {
        if (qValues.IsEmpty)
            throw new ArgumentException("There is no action to choose from.", nameof(qValues));

        int best = 0;
        for (int action = 1; action < qValues.Length; action++)
        {
            if (qValues[action] > qValues[best])
                best = action;
        }

        return best;
    }
}
