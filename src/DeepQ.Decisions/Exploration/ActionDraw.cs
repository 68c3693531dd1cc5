namespace DeepQ.Decisions.Exploration;

/// <summary>Draws an action from a distribution.</summary>
internal static class ActionDraw
{
    /// <summary>Returns the action for a uniform random number.</summary>
    /// <param name="probabilities">The probabilities of the actions, 1 in total.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    public static int From(ReadOnlySpan<double> probabilities, double uniform)
    {
        int last = -1;
        for (int action = 0; action < probabilities.Length; action++)
        {
            if (probabilities[action] <= 0)
                continue;
            last = action;
            uniform -= probabilities[action];
            if (uniform < 0)
                return action;
        }

        // Rounding may leave a rest of the total, which belongs to the last possible action.
        return last;
    }
}
