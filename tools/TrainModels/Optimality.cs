using DeepQ.Environments.Tabular;
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

    public static Optimality Of(OnnxPolicy policy, TabularEnvironment problem)
    {
        double gamma = policy.Metadata!.Gamma;
        double[,] q = ValueIteration.Solve(problem, gamma);
        int[] actions = GreedyActions(policy, problem.StateCount);
        IReadOnlyList<int> acting = problem.FindReachableStates();
        double[] optimal = [.. Enumerable.Range(0, problem.StateCount).Select(state => Best(q, state))];
        return new Optimality(
            gamma,
            acting.Count,
            acting.Count(state => q[state, actions[state]] >= optimal[state] - Tie),
            AtStart(problem, ValueIteration.Evaluate(problem, actions, gamma)),
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

    private static double AtStart(TabularEnvironment problem, double[] values) =>
        values.Select((value, state) => value * problem.StartDistribution[state]).Sum();

    private static double Best(double[,] q, int state) =>
        Enumerable.Range(0, q.GetLength(1)).Max(action => q[state, action]);
}
