using DeepQ.Environments.Tabular;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Tests.Support;

/// <summary>The Q-function that agrees with its own targets when all legal actions are tried as often.</summary>
internal static class TargetFixedPoint
{
    /// <summary>
    /// Iterates Q(s, a) ← bonus(s, a) + r + γ V₍ₙ₋₁₎(s') to 10⁻¹¹, where V₀ is the maximum or the soft value of Q and
    /// V₍ₖ₎ takes one more step of the uniform behavior before it.
    /// </summary>
    public static double[,] Solve(
        TabularEnvironment problem,
        double gamma,
        int steps = 1,
        MunchausenOptions? munchausen = null,
        Func<int, int, bool>? isLegal = null)
    {
        int states = problem.StateCount;
        int[][] legal = [.. Enumerable.Range(0, states).Select(s =>
            Enumerable.Range(0, problem.ActionSpace.Count).Where(a => isLegal?.Invoke(s, a) ?? true).ToArray())];
        double[,] q = new double[states, problem.ActionSpace.Count];
        double change;
        do
        {
            double[] v = [.. Enumerable.Range(0, states).Select(Value)];
            for (int step = 1; step < steps; step++)
            {
                double[] later = v;
                v = [.. Enumerable.Range(0, states).Select(s => legal[s].Average(a => Backup(s, a, later)))];
            }

            double[,] next = new double[states, problem.ActionSpace.Count];
            change = 0;
            for (int s = 0; s < states; s++)
            {
                foreach (int a in legal[s])
                {
                    next[s, a] = Bonus(s, a) + Backup(s, a, v);
                    change = Math.Max(change, Math.Abs(next[s, a] - q[s, a]));
                }
            }

            q = next;
        }
        while (change > 1e-11);

        return q;

        double Backup(int s, int a, double[] v) => problem.GetTransitions(s, a)
            .Sum(next => next.Probability * (next.Reward + (next.Terminated ? 0 : gamma * v[next.NextState])));

        double Value(int s) => munchausen is null
            ? legal[s].Max(a => q[s, a])
            : munchausen.Temperature * Math.Log(legal[s].Sum(a => Math.Exp(q[s, a] / munchausen.Temperature)));

        double Bonus(int s, int a) => munchausen is null
            ? 0
            : munchausen.Scale * Math.Clamp(q[s, a] - Value(s), munchausen.Floor, 0);
    }
}
