using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// A walk on a field of 6 × 6 places with random rewards that change smoothly, which ends one time in seven. The exact value of every
/// policy is known; a log shows the place by two values in units of its own.
/// </summary>
internal sealed class FieldProcess
{
    public const double Gamma = 0.95;
    public const int Actions = 3;
    private const int Side = 6;
    private const int Places = Side * Side;
    private const double Ending = 0.15;
    // Of six places in a row that are a sixth apart, and up to ten thousand of these from zero.
    private const double Deviation = 0.285;
    private const double Farthest = 10_000 * Deviation;
    private readonly double[,] _rewards = new double[Places, Actions];
    private readonly double[] _succeeds = new double[Actions];
    private readonly float[][] _shown = new float[Places][];
    private readonly Dictionary<(float, float), int> _placeOf = [];
    private readonly double _rewardUnit;

    /// <summary>Draws a process, the units of its log, and both policies.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="exploring">How often the logged policy does anything at all; otherwise it does what is best.</param>
    public FieldProcess(ulong seed, double exploring)
    {
        Xoshiro256 random = new(seed);
        _rewardUnit = Math.Pow(10, Between(-3, 3));
        double[] unit = [Math.Pow(10, Between(-4, 4)), Math.Pow(10, Between(-4, 4))];
        double[] offset = [Between(-Farthest, Farthest), Between(-Farthest, Farthest)];
        double[] slopes = [.. Enumerable.Range(0, 4 * Actions).Select(_ => Between(-1, 1))];
        for (int place = 0; place < Places; place++)
        {
            (double x, double y) = (place % Side / (double)Side, place / Side / (double)Side);
            _shown[place] = [(float)(unit[0] * (x + offset[0])), (float)(unit[1] * (y + offset[1]))];
            _placeOf.Add((_shown[place][0], _shown[place][1]), place);
            for (int action = 0; action < Actions; action++)
            {
                ReadOnlySpan<double> slope = slopes.AsSpan(4 * action, 4);
                _rewards[place, action] = _rewardUnit * (slope[0] + (slope[1] * x) + (slope[2] * y) + (2 * slope[3] * x * y));
            }
        }

        for (int action = 0; action < Actions; action++)
            _succeeds[action] = Between(0.6, 0.95);
        int[] best = Best();
        // What is judged goes half of the way from the logged policy to the best.
        Logged = [.. best.Select(one => Mixed(one, exploring))];
        Judged = [.. best.Select(one => Mixed(one, exploring / 2))];

        double Between(double low, double high) => low + ((high - low) * random.NextDouble());
    }

    public double[][] Logged { get; }

    public double[][] Judged { get; }

    /// <summary>The value of a policy, over all places alike.</summary>
    public double ValueOf(double[][] policy) => Solve((place, q) => Enumerable.Range(0, Actions).Sum(a => policy[place][a] * q[a])).Average();

    /// <summary>The logarithms of the judged policy, for states as they are logged.</summary>
    public void LogJudged(StateBatch states, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int row = i / Actions;
            values[i] = (float)Math.Log(Judged[_placeOf[(states.Values[2 * row], states.Values[(2 * row) + 1])]][i % Actions]);
        }
    }

    /// <summary>Episodes of the logged policy; rewards vary about their mean.</summary>
    public LoggedData Log(int count, Random random)
    {
        List<(int Place, int Action, double Reward, int Next, bool Ends)> steps = [];
        List<LoggedEpisode> episodes = [];
        for (int episode = 0; episode < count; episode++)
        {
            int first = steps.Count;
            int place = random.Next(Places);
            bool ends = false;
            while (!ends)
            {
                double draw = random.NextDouble();
                int action = draw < Logged[place][0] ? 0 : draw < Logged[place][0] + Logged[place][1] ? 1 : 2;
                int next = random.NextDouble() < _succeeds[action] ? Moved(place, action) : random.Next(Places);
                ends = random.NextDouble() < Ending;
                steps.Add((place, action, _rewards[place, action] + (_rewardUnit * (random.NextDouble() - 0.5)), next, ends));
                place = next;
            }

            episodes.Add(new LoggedEpisode($"{episode}", first, steps.Count - first, EpisodeEnd.Terminated, null));
        }

        ReplayBuffer transitions = new(steps.Count, 2);
        foreach ((int place, int action, double reward, int next, bool ends) in steps)
            transitions.Add(_shown[place], action, (float)reward, _shown[next], ends);
        return ChainLog.Wrap(transitions, Actions, episodes, [.. steps.Select(step => (float)Logged[step.Place][step.Action])]);
    }

    private static double[] Mixed(int best, double exploring) =>
        [.. Enumerable.Range(0, Actions).Select(a => (exploring / Actions) + (a == best ? 1 - exploring : 0))];

    private int[] Best()
    {
        int[] best = new int[Places];
        Solve((place, q) =>
        {
            best[place] = q.IndexOf(q.Max());
            return q.Max();
        });
        return best;
    }

    private double[] Solve(Func<int, double[], double> worth)
    {
        double[] values = new double[Places];
        for (int sweep = 0; sweep < 150; sweep++)
        {
            double mean = values.Average();
            values = [.. Enumerable.Range(0, Places).Select(place => worth(place, [.. Enumerable.Range(0, Actions).Select(action =>
                _rewards[place, action] + (Gamma * (1 - Ending) *
                    ((_succeeds[action] * values[Moved(place, action)]) + ((1 - _succeeds[action]) * mean))))]))];
        }

        return values;
    }

    // To the right, upwards, or nowhere.
    private static int Moved(int place, int action) => action switch
    {
        0 => place % Side == Side - 1 ? place : place + 1,
        1 => place + Side < Places ? place + Side : place,
        _ => place,
    };
}
