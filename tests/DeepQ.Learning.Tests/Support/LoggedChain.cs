using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// A random decision process of few states that ends one time in three at each step, a policy that is logged in it and
/// one that is judged, both random, and the exact value of either.
/// </summary>
internal sealed class LoggedChain
{
    public const double Gamma = 0.9;
    public const int States = 4;
    public const int Actions = 2;
    private const double Ending = 0.35;
    private readonly double[,,] _successors = new double[States, Actions, States];
    private readonly double[,] _rewards = new double[States, Actions];

    public LoggedChain(ulong seed)
    {
        Xoshiro256 random = new(seed);
        for (int s = 0; s < States; s++)
        {
            Logged[s] = [0.35 + (0.3 * random.NextDouble()), 0];
            Judged[s] = [0.2 + (0.6 * random.NextDouble()), 0];
            Logged[s][1] = 1 - Logged[s][0];
            Judged[s][1] = 1 - Judged[s][0];
            for (int a = 0; a < Actions; a++)
            {
                _rewards[s, a] = random.NextDouble();
                double[] weights = [.. Enumerable.Range(0, States).Select(_ => random.NextDouble())];
                for (int next = 0; next < States; next++)
                    _successors[s, a, next] = weights[next] / weights.Sum();
            }
        }
    }

    /// <summary>
    /// A process whose judged policy is the logged one mixed with an improvement of it, as much of it as leaves so many
    /// episodes of a hundred for importance sampling: the exact limit of the effective sample size over the number of
    /// episodes.
    /// </summary>
    public static LoggedChain WithEffectivePart(ulong seed, double part)
    {
        LoggedChain chain = new(seed);
        int[] better = chain.Improvement();
        (double low, double high) = (0, 1);
        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            chain.Mix(better, middle);
            (low, high) = 1 / chain.MeanSquaredWeight() > part ? (middle, high) : (low, middle);
        }

        return chain;
    }

    /// <summary>A step of an episode; the last one ends it.</summary>
    public readonly record struct Step(int State, int Action, double Reward, int Next, bool Terminated);

    public double[][] Logged { get; } = new double[States][];

    public double[][] Judged { get; } = new double[States][];

    /// <summary>The value of a policy in state 0, where every episode begins.</summary>
    public double ExactValue(double[][] policy) => ExactValues(policy)[0];

    /// <summary>The mean of w² over episodes of the logged policy, where w = Π π(a | s) / b(a | s).</summary>
    public double MeanSquaredWeight() => Solve(
        (s, a) => SquaredRatio(s, a) * (1 - Ending), (s, a) => SquaredRatio(s, a) * Ending)[0];

    /// <summary>Episodes of the logged policy; rewards vary by ±½ about their mean.</summary>
    public Step[][] Log(int episodes, Random random) =>
        [.. Enumerable.Range(0, episodes).Select(_ => Episode(random).ToArray())];

    /// <summary>Episodes as estimators see them, with the values of a model.</summary>
    public ScoredEpisode Score(Step[] episode, double[,] q) => new(
        [.. episode.Select(step => step.Reward)],
        [.. episode.Select(step => Judged[step.State][step.Action] / Logged[step.State][step.Action])],
        0,
        [.. episode.Select(step => q[step.State, step.Action])],
        [.. episode.Select(step => Value(q, step.State))]);

    /// <summary>Fitted Q evaluation where each state and action has a number of its own: one linear system.</summary>
    public double[,] FittedQ(IReadOnlyList<Step[]> episodes)
    {
        const int Size = States * Actions;
        double[,] matrix = new double[Size, Size];
        double[] right = new double[Size];
        foreach (Step step in episodes.SelectMany(episode => episode))
        {
            int row = (step.State * Actions) + step.Action;
            matrix[row, row]++;
            right[row] += step.Reward;
            for (int a = 0; a < Actions && !step.Terminated; a++)
                matrix[row, (step.Next * Actions) + a] -= Gamma * Judged[step.Next][a];
        }

        // A pair that was never seen is worth nothing.
        for (int row = 0; row < Size; row++)
            matrix[row, row] += matrix[row, row] == 0 ? 1 : 0;
        double[] solution = LinearSystem.Solve(matrix, right);
        double[,] q = new double[States, Actions];
        for (int i = 0; i < Size; i++)
            q[i / Actions, i % Actions] = solution[i];
        return q;
    }

    public double Value(double[,] q, int state) =>
        Enumerable.Range(0, Actions).Sum(a => Judged[state][a] * q[state, a]);

    // V = (I − γ P)⁻¹ r.
    private double[] ExactValues(double[][] policy) => Solve(
        (s, a) => policy[s][a] * (1 - Ending) * Gamma, (s, a) => policy[s][a] * _rewards[s, a]);

    // b ρ², for a mean over the logged actions.
    private double SquaredRatio(int s, int a) => Judged[s][a] * Judged[s][a] / Logged[s][a];

    // x(s) = Σ_a (paid(s, a) + goesOn(s, a) Σ P(s' | s, a) x(s')).
    private double[] Solve(Func<int, int, double> goesOn, Func<int, int, double> paid)
    {
        double[,] matrix = new double[States, States];
        double[] right = new double[States];
        for (int s = 0; s < States; s++)
        {
            matrix[s, s] = 1;
            for (int a = 0; a < Actions; a++)
            {
                right[s] += paid(s, a);
                for (int next = 0; next < States; next++)
                    matrix[s, next] -= goesOn(s, a) * _successors[s, a, next];
            }
        }

        return LinearSystem.Solve(matrix, right);
    }

    // The best action in each state, if the logged policy went on afterwards.
    private int[] Improvement()
    {
        double[] values = ExactValues(Logged);
        return [.. Enumerable.Range(0, States).Select(s => Enumerable.Range(0, Actions).MaxBy(a => _rewards[s, a] +
            (Gamma * (1 - Ending) * Enumerable.Range(0, States).Sum(next => _successors[s, a, next] * values[next]))))];
    }

    private void Mix(int[] better, double part)
    {
        for (int s = 0; s < States; s++)
        {
            for (int a = 0; a < Actions; a++)
                Judged[s][a] = ((1 - part) * Logged[s][a]) + (better[s] == a ? part : 0);
        }
    }

    private IEnumerable<Step> Episode(Random random)
    {
        int state = 0;
        while (true)
        {
            int action = random.NextDouble() < Logged[state][0] ? 0 : 1;
            double reward = _rewards[state, action] + random.NextDouble() - 0.5;
            bool terminated = random.NextDouble() < Ending;
            double draw = random.NextDouble();
            int next = 0;
            while (next < States - 1 && (draw -= _successors[state, action, next]) >= 0)
                next++;
            yield return new Step(state, action, reward, next, terminated);
            if (terminated)
                yield break;
            state = next;
        }
    }
}
