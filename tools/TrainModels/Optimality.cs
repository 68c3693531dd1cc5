using DeepQ.Learning.Tests.Support;
using DeepQ.Serving;

namespace TrainModels;

/// <summary>How a policy stands beside the exact optimum of a tabular problem.</summary>
/// <param name="Gamma">The discount that the optimum is one for.</param>
/// <param name="States">The number of states that an episode can be in.</param>
/// <param name="OptimalStates">In how many of them the policy's action is optimal.</param>
/// <param name="Value">The expected discounted return of the policy from the start, computed.</param>
/// <param name="OptimalValue">The greatest that there is, by value iteration.</param>
internal sealed record Optimality(double Gamma, int States, int OptimalStates, double Value, double OptimalValue)
{
    private const double Tie = 1e-9;
    private const int MostSweeps = 100_000;

    public static Optimality Of(OnnxPolicy policy, TabularEnvironment problem)
    {
        double gamma = policy.Metadata!.Gamma;
        double[,] q = ValueIteration.Solve(problem, gamma);
        int[] actions = GreedyActions(policy, problem.StateCount);
        int[] acting = ActingStates(problem);
        double[] optimal = [.. Enumerable.Range(0, problem.StateCount).Select(state => Best(q, state))];
        return new Optimality(
            gamma,
            acting.Length,
            acting.Count(state => q[state, actions[state]] >= optimal[state] - Tie),
            AtStart(problem, Values(problem, actions, gamma)),
            AtStart(problem, optimal));
    }

    private static int[] GreedyActions(OnnxPolicy policy, int states)
    {
        float[] oneHot = new float[states * states];
        for (int state = 0; state < states; state++)
            oneHot[(state * states) + state] = 1;
        int[] actions = new int[states];
        policy.Act(oneHot, actions);
        return actions;
    }

    // v(s) = Σ p(s'|s, π(s)) (r + γ v(s')), iterated until it stands.
    private static double[] Values(TabularEnvironment problem, int[] actions, double gamma)
    {
        double[] values = new double[problem.StateCount];
        double change = double.PositiveInfinity;
        // Without a discount, a policy that walks in a circle has no value.
        for (int sweep = 0; change > 1e-12 && sweep < MostSweeps; sweep++)
        {
            change = 0;
            for (int state = 0; state < values.Length; state++)
            {
                double value = problem.GetTransitions(state, actions[state]).Sum(next =>
                    next.Probability * (next.Reward + (next.Terminated ? 0 : gamma * values[next.NextState])));
                change = Math.Max(change, Math.Abs(value - values[state]));
                values[state] = value;
            }
        }

        return values;
    }

    // Starts, and what follows without an end.
    private static int[] ActingStates(TabularEnvironment problem)
    {
        Queue<int> open = new(Enumerable.Range(0, problem.StateCount).Where(s => problem.StartDistribution[s] > 0));
        HashSet<int> found = [];
        while (open.TryDequeue(out int state))
        {
            if (!found.Add(state))
                continue;
            for (int action = 0; action < problem.ActionSpace.Count; action++)
            {
                foreach (TabularTransition next in problem.GetTransitions(state, action))
                {
                    if (!next.Terminated)
                        open.Enqueue(next.NextState);
                }
            }
        }

        return [.. found];
    }

    private static double AtStart(TabularEnvironment problem, double[] values) =>
        values.Select((value, state) => value * problem.StartDistribution[state]).Sum();

    private static double Best(double[,] q, int state) =>
        Enumerable.Range(0, q.GetLength(1)).Max(action => q[state, action]);
}
