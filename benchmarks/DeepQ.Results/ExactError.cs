using DeepQ.Learning;
using DeepQ.Learning.Tests.Support;

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
        foreach (int state in ActingStates(problem))
        {
            float[] observation = new float[problem.StateCount];
            observation[state] = 1;
            network.QValues(observation, q);
            errors.AddRange(q.Select((value, action) => Math.Abs(value - exact[state, action])));
        }

        return errors.Average();
    }

    // Those that an episode can be in: starts, and what follows without an end.
    private static HashSet<int> ActingStates(TabularEnvironment problem)
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

        return found;
    }
}
