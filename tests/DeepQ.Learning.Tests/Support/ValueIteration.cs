namespace DeepQ.Learning.Tests.Support;

/// <summary>The exact optimal Q-function of a tabular problem, by value iteration.</summary>
internal static class ValueIteration
{
    /// <summary>Q*(s, a) for every state and action: Q* = r + γ Σ p(s'|s, a) max Q*(s', ·), iterated to 10⁻¹².</summary>
    public static double[,] Solve(TabularEnvironment problem, double gamma)
    {
        int states = problem.StateCount;
        int actions = problem.ActionSpace.Count;
        double[,] q = new double[states, actions];
        double[] v = new double[states];
        double change;
        do
        {
            change = 0;
            for (int s = 0; s < states; s++)
            {
                for (int a = 0; a < actions; a++)
                {
                    double value = 0;
                    foreach (TabularTransition next in problem.GetTransitions(s, a))
                        value += next.Probability * (next.Reward + (next.Terminated ? 0 : gamma * v[next.NextState]));
                    q[s, a] = value;
                }

                double best = Enumerable.Range(0, actions).Max(a => q[s, a]);
                change = Math.Max(change, Math.Abs(best - v[s]));
                v[s] = best;
            }
        }
        while (change > 1e-12);

        return q;
    }
}
