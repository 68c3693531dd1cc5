namespace DeepQ.Decisions.Exploration;

/// <summary>Draws an action from a distribution.</summary>
internal static class ActionDraw
{
    /// <summary>Gives the action that a uniform number falls to.</summary>
    /// <param name="probabilities">1 in total.</param>
    /// <param name="uniform">A number from [0, 1).</param>
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

        // What rounding left of the total belongs to the last action that is possible.
        return last;
    }
}
