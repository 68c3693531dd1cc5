using DeepQ.Environments.Tabular;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Every transition of a tabular problem, each as often as its probability says.</summary>
internal static class Sweep
{
    /// <summary>
    /// For each state and action all that may follow, then optimal actions up to n steps, so that n-step returns too are
    /// drawn from the optimal policy and their expectation is Q*(s, a).
    /// </summary>
    public static ReplayBuffer Of(TabularEnvironment problem, double[,] optimal, int steps)
    {
        List<Step[]> paths = [];
        double unit = Enumerable.Range(0, problem.StateCount).Min(s => Enumerable.Range(0, problem.ActionSpace.Count)
            .Min(a => problem.GetTransitions(s, a).Min(next => next.Probability)));
        for (int state = 0; state < problem.StateCount; state++)
        {
            for (int action = 0; action < problem.ActionSpace.Count; action++)
                Follow([], state, action);
        }

        ReplayBuffer buffer = new(paths.Sum(path => path.Length), problem.StateCount);
        foreach (Step[] path in paths)
        {
            foreach ((int i, Step step) in path.Index())
            {
                buffer.Add(
                    OneHot(step.State),
                    step.Action,
                    (float)step.Outcome.Reward,
                    OneHot(step.Outcome.NextState),
                    step.Outcome.Terminated,
                    truncated: i == path.Length - 1);
            }
        }

        return buffer;

        void Follow(Step[] before, int state, int action)
        {
            foreach (TabularTransition outcome in problem.GetTransitions(state, action))
            {
                Step[] path = [.. before, new Step(state, action, outcome)];
                int copies = (int)Math.Round(outcome.Probability / unit);
                if (path.Length < steps && !outcome.Terminated)
                {
                    for (int copy = 0; copy < copies; copy++)
                        Follow(path, outcome.NextState, Best(outcome.NextState));
                    continue;
                }

                // A path that ends early stands for all that would have branched from it.
                paths.AddRange(Enumerable.Repeat(path, copies * (int)Math.Round(Math.Pow(unit, path.Length - steps))));
            }
        }

        int Best(int state) => Enumerable.Range(0, problem.ActionSpace.Count).MaxBy(action => optimal[state, action]);

        float[] OneHot(int state)
        {
            float[] observation = new float[problem.StateCount];
            observation[state] = 1;
            return observation;
        }
    }

    private readonly record struct Step(int State, int Action, TabularTransition Outcome);
}
