using DeepQ.Learning.Actions;
using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Results;

/// <summary>A decision process of finitely many states, whose policies have values that are known exactly.</summary>
/// <param name="Features">What a state shows: a vector each.</param>
/// <param name="Actions">The number of actions.</param>
/// <param name="Outcomes">What may follow a state and an action; the probabilities add up to one.</param>
/// <param name="Gamma">The discount factor γ.</param>
/// <param name="Length">The number of steps after which a logged episode is cut off.</param>
internal sealed record FiniteProcess(
    float[][] Features, int Actions, Func<int, int, IReadOnlyList<FiniteOutcome>> Outcomes, double Gamma, int Length)
{
    private readonly FiniteOutcome[][][] _outcomes =
    [
        .. Enumerable.Range(0, Features.Length).Select(state =>
            Enumerable.Range(0, Actions).Select(action => Outcomes(state, action).ToArray()).ToArray()),
    ];

    /// <summary>The number of states. An episode begins in any of them.</summary>
    public int States => Features.Length;

    /// <summary>The mean value over all states of a policy, given by π(a | s).</summary>
    public double Value(Func<int, double[]> policy)
    {
        double[][] probabilities = [.. Enumerable.Range(0, States).Select(policy)];
        return Solve(Gamma, (state, q) => Enumerable.Range(0, Actions).Sum(a => probabilities[state][a] * q[a])).Average();
    }

    /// <summary>The value of the best policy.</summary>
    public double OptimalValue => Solve(Gamma, (_, q) => q.Max()).Average();

    /// <summary>The best action of each state, for a discount of one's own: a smaller one is short of sight.</summary>
    public int[] BestActions(double gamma)
    {
        double[] values = Solve(gamma, (_, q) => q.Max());
        return [.. Enumerable.Range(0, States).Select(state => Greedy.Action(
            [.. Enumerable.Range(0, Actions).Select(action => (float)Backup(state, action, gamma, values))]))];
    }

    /// <summary>A policy that takes the actions given, and with probability ε any.</summary>
    public Func<int, double[]> Exploring(int[] actions, double epsilon) => state =>
        [.. Enumerable.Range(0, Actions).Select(a => (epsilon / Actions) + (a == actions[state] ? 1 - epsilon : 0))];

    /// <summary>Episodes of a policy, some rows in all.</summary>
    public LoggedData Log(int rows, Func<int, double[]> policy, Random random)
    {
        ReplayBuffer transitions = new(rows, Features[0].Length);
        List<LoggedEpisode> episodes = [];
        List<float> propensities = [];
        while (transitions.Count < rows)
        {
            int first = transitions.Count;
            int state = random.Next(States);
            bool ended = false;
            while (!ended && transitions.Count < rows && transitions.Count - first < Length)
            {
                double[] probabilities = policy(state);
                int action = Draw(probabilities, random);
                FiniteOutcome[] outcomes = _outcomes[state][action];
                FiniteOutcome outcome = outcomes[Draw([.. outcomes.Select(one => one.Probability)], random)];
                ended = outcome.Ends;
                bool isLast = transitions.Count + 1 == rows || transitions.Count + 1 - first == Length;
                transitions.Add(
                    Features[state], action, (float)outcome.Reward, Features[outcome.Next], ended, truncated: isLast && !ended);
                propensities.Add((float)probabilities[action]);
                state = outcome.Next;
            }

            episodes.Add(new LoggedEpisode(
                $"{episodes.Count}", first, transitions.Count - first, ended ? EpisodeEnd.Terminated : EpisodeEnd.Truncated, null));
        }

        return new LoggedData
        {
            Transitions = transitions,
            ObservationSpace = new BoxSpace([Features[0].Length], float.MinValue, float.MaxValue),
            ActionSpace = new DiscreteSpace(Actions),
            Episodes = episodes,
            Propensities = propensities,
        };
    }

    private double[] Solve(double gamma, Func<int, double[], double> worth)
    {
        double[] values = new double[States];
        double[] q = new double[Actions];
        double change;
        do
        {
            change = 0;
            for (int state = 0; state < States; state++)
            {
                for (int action = 0; action < Actions; action++)
                    q[action] = Backup(state, action, gamma, values);
                double value = worth(state, q);
                change = Math.Max(change, Math.Abs(value - values[state]));
                values[state] = value;
            }
        }
        while (change > 1e-7);
        return values;
    }

    private double Backup(int state, int action, double gamma, double[] values)
    {
        double sum = 0;
        foreach (FiniteOutcome outcome in _outcomes[state][action])
            sum += outcome.Probability * (outcome.Reward + (outcome.Ends ? 0 : gamma * values[outcome.Next]));
        return sum;
    }

    private static int Draw(double[] probabilities, Random random)
    {
        double left = random.NextDouble();
        int chosen = 0;
        while (chosen < probabilities.Length - 1 && left >= probabilities[chosen])
            left -= probabilities[chosen++];
        return chosen;
    }
}
