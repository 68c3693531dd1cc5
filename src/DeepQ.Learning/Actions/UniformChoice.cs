namespace DeepQ.Learning.Actions;

/// <summary>Uniform choice of actions, without values.</summary>
internal static class UniformChoice
{
    /// <summary>Draws a legal action, each with the same probability.</summary>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="random">The generator that the action is drawn from.</param>
    /// <exception cref="ArgumentException">No action is legal.</exception>
    public static int Action(int actionCount, ReadOnlySpan<bool> legal, Random random)
    {
        if (legal.IsEmpty)
            return random.Next(actionCount);

        int count = legal.Count(true);
        if (count == 0)
            throw new ArgumentException("No action is legal: such a state must be terminal.", nameof(legal));

        int action = legal.IndexOf(true);
        for (int skip = random.Next(count); skip > 0; skip--)
            action += 1 + legal[(action + 1)..].IndexOf(true);
        return action;
    }
}
