namespace DeepQ.Environments.Tabular;

/// <summary>Computes the exact values of a tabular problem, to measure a learner against.</summary>
/// <remarks>Sutton, Barto: Reinforcement Learning: An Introduction (2018), sections 4.1 and 4.4.</remarks>
public static class ValueIteration
{
    private const double Tolerance = 1e-12;
    private const int MaxSweeps = 1_000_000;

    /// <summary>
    /// Computes the optimal Q-function, Q*(s, a) = Σ p(s' | s, a) (r + γ max Q*(s', ·)), with the value zero after a
    /// terminal state. Step limits are ignored.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="gamma">The discount factor γ, in [0, 1].</param>
    /// <returns>The values: a row for each state and a column for each action, iterated until a sweep changes none by more than 10⁻¹².</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is not in [0, 1].</exception>
    /// <exception cref="InvalidOperationException">There is no discount, and rewards can continue without end.</exception>
    public static double[,] Solve(TabularEnvironment problem, double gamma)
    {
        Require(problem, gamma);
        double[,] q = new double[problem.StateCount, problem.ActionSpace.Count];
        Iterate(problem, (state, values) =>
        {
            double best = double.NegativeInfinity;
            for (int action = 0; action < problem.ActionSpace.Count; action++)
                best = Math.Max(best, q[state, action] = Backup(problem, state, action, gamma, values));
            return best;
        });
        return q;
    }

    /// <summary>Computes the value of each state under a policy, v(s) = Σ p(s' | s, π(s)) (r + γ v(s')).</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="policy">The action of each state.</param>
    /// <param name="gamma">The discount factor γ, in [0, 1].</param>
    /// <returns>The values, one for each state.</returns>
    /// <exception cref="ArgumentException">There is not one action for each state.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is not in [0, 1].</exception>
    /// <exception cref="InvalidOperationException">There is no discount, and the rewards of the policy continue without end.</exception>
    public static double[] Evaluate(TabularEnvironment problem, IReadOnlyList<int> policy, double gamma)
    {
        Require(problem, gamma);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Count != problem.StateCount)
        {
            throw new ArgumentException(
                $"The policy has {policy.Count} actions, but {problem.Name} has {problem.StateCount} states.", nameof(policy));
        }

        return Iterate(problem, (state, values) => Backup(problem, state, policy[state], gamma, values));
    }

    private static double Backup(TabularEnvironment problem, int state, int action, double gamma, double[] values)
    {
        double sum = 0;
        foreach (TabularTransition next in problem.GetTransitions(state, action))
            sum += next.Probability * (next.Reward + (next.Terminated ? 0 : gamma * values[next.NextState]));
        return sum;
    }

    private static double[] Iterate(TabularEnvironment problem, Func<int, double[], double> backup)
    {
        double[] values = new double[problem.StateCount];
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            double change = 0;
            for (int state = 0; state < values.Length; state++)
            {
                double value = backup(state, values);
                change = Math.Max(change, Math.Abs(value - values[state]));
                values[state] = value;
            }

            if (change <= Tolerance * Math.Max(1, values.Max(Math.Abs)))
                return values;
        }

        throw new InvalidOperationException(
            $"The values of {problem.Name} did not converge in {MaxSweeps} sweeps: without a discount, rewards must end. Use a γ below 1.");
    }

    private static void Require(TabularEnvironment problem, double gamma)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (!(gamma is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "The discount factor must be from 0 to 1.");
    }
}
