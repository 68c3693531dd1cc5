using DeepQ.Environments.Tabular;
using DeepQ.Learning.Networks;

namespace DeepQ.Results;

/// <summary>How far the values of a network lie from those of value iteration.</summary>
internal static class ExactError
{
    /// <summary>
    /// The mean of |Q(s, a) − Q*(s, a)| over the states where an action can be chosen; null where there is no table to
    /// compute Q* from.
    /// </summary>
    public static double? Of(QNetwork network, IEnvironment environment, double gamma)
    {
        if (environment is not TabularEnvironment problem)
            return null;

        double[,] exact = ValueIteration.Solve(problem, gamma);
        float[] q = new float[problem.ActionSpace.Count];
        List<double> errors = [];
        network.eval();
        foreach (int state in problem.FindReachableStates())
        {
            float[] observation = new float[problem.StateCount];
            observation[state] = 1;
            network.QValues(observation, q);
            errors.AddRange(q.Select((value, action) => Math.Abs(value - exact[state, action])));
        }

        return errors.Average();
    }
}
