using DeepQ.Environments.Tabular;
using DeepQ.Learning.Networks;

namespace DeepQ.Results;

/// <summary>How a greedy policy stands beside the exact optimum of a tabular problem.</summary>
/// <param name="Value">The expected discounted return of the policy from the start, computed.</param>
/// <param name="Optimal">The greatest that there is, by value iteration.</param>
internal sealed record LabOptimality(double Value, double Optimal)
{
    /// <summary>By how much the policy falls short, as a share of the optimum.</summary>
    public double Shortfall => (Optimal - Value) / Math.Abs(Optimal);

    /// <summary>Null where there is no table to compute it from.</summary>
    public static LabOptimality? Of(QNetwork network, IEnvironment environment, double gamma)
    {
        if (environment is not TabularEnvironment problem)
            return null;

        double[,] q = ValueIteration.Solve(problem, gamma);
        int[] actions = [.. Enumerable.Range(0, problem.StateCount).Select(Act)];
        return new LabOptimality(
            AtStart(ValueIteration.Evaluate(problem, actions, gamma)),
            AtStart([.. Enumerable.Range(0, problem.StateCount).Select(Best)]));

        int Act(int state)
        {
            float[] observation = new float[problem.StateCount];
            observation[state] = 1;
            return network.Act(observation);
        }

        double Best(int state) => Enumerable.Range(0, problem.ActionSpace.Count).Max(action => q[state, action]);
        double AtStart(double[] values) => values.Select((value, state) => value * problem.StartDistribution[state]).Sum();
    }
}
