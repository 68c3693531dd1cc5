using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// A stock of at most five pieces that is filled up by zero to three a day at a price of three, and sold at 4: 54 states of
/// three values, 4 actions, and the exact value of every policy.
/// </summary>
internal sealed class StockProcess
{
    public const double Gamma = 0.9;
    public const int Actions = 4;
    private const int Most = 5;
    private const int Levels = 3;
    private const int States = (Most + 1) * Levels * Levels;

    /// <summary>The value of a policy: the mean over all states, each alike.</summary>
    /// <param name="policy">The action in a state of three values: stock, price, demand.</param>
    public static double ValueOf(Func<float[], int> policy) =>
        Evaluate(state => [.. Enumerable.Range(0, Actions).Select(a => policy(StateOf(state)) == a ? 1.0 : 0)]);

    /// <summary>The value of the policy that is logged.</summary>
    public static double LoggedValue => Evaluate(Logged);

    /// <summary>The value of the best policy.</summary>
    public static double OptimalValue
    {
        get
        {
            double[] values = new double[States];
            for (int sweep = 0; sweep < 300; sweep++)
                values = [.. Enumerable.Range(0, States).Select(s => Enumerable.Range(0, Actions).Max(a => Backup(s, a, values)))];
            return values.Average();
        }
    }

    /// <summary>Days of the logged policy in episodes of twenty, which are cut off.</summary>
    /// <param name="days">The number of days.</param>
    /// <param name="random">The generator that everything is drawn from.</param>
    /// <param name="units">What a log writes in place of a state.</param>
    /// <param name="rewardUnit">What rewards are multiplied by.</param>
    public static LoggedData Log(int days, Random random, Func<float[], float[]> units, double rewardUnit)
    {
        const int length = 20;
        ReplayBuffer transitions = new(days, 3);
        List<LoggedEpisode> episodes = [];
        List<float> propensities = [];
        for (int day = 0, state = 0; day < days; day++)
        {
            if (day % length == 0)
            {
                episodes.Add(new LoggedEpisode($"{episodes.Count}", day, length, EpisodeEnd.Truncated, null));
                state = random.Next(States);
            }

            double[] probabilities = Logged(state);
            int action = Draw(probabilities, random);
            propensities.Add((float)probabilities[action]);
            (double reward, int left) = Sell(state, action, surplus: random.Next(2));
            int next = (left * Levels * Levels) + random.Next(Levels * Levels);
            transitions.Add(
                units(StateOf(state)),
                action,
                (float)(reward * rewardUnit),
                units(StateOf(next)),
                terminated: false,
                truncated: day % length == length - 1);
            state = next;
        }

        return new LoggedData
        {
            Transitions = transitions,
            ObservationSpace = new BoxSpace([3], float.MinValue, float.MaxValue),
            ActionSpace = new DiscreteSpace(Actions),
            Episodes = episodes,
            Propensities = propensities,
        };
    }

    private static float[] StateOf(int state) =>
        [state / (Levels * Levels), 1 + (state / Levels % Levels), state % Levels];

    // Filled up to two in six of ten days, and by chance in the others.
    private static double[] Logged(int state)
    {
        int usual = Math.Max(0, 2 - (state / (Levels * Levels)));
        return [.. Enumerable.Range(0, Actions).Select(a => 0.1 + (a == usual ? 0.6 : 0))];
    }

    private static double Evaluate(Func<int, double[]> policy)
    {
        double[][] probabilities = [.. Enumerable.Range(0, States).Select(policy)];
        double[] values = new double[States];
        for (int sweep = 0; sweep < 300; sweep++)
        {
            values = [.. Enumerable.Range(0, States).Select(
                s => Enumerable.Range(0, Actions).Sum(a => probabilities[s][a] == 0 ? 0 : probabilities[s][a] * Backup(s, a, values)))];
        }

        return values.Average();
    }

    private static double Backup(int state, int action, double[] values) => Enumerable.Range(0, 2).Average(surplus =>
    {
        (double reward, int left) = Sell(state, action, surplus);
        int first = left * Levels * Levels;
        return reward + (Gamma * values.AsSpan(first, Levels * Levels).ToArray().Average());
    });

    private static (double Reward, int Left) Sell(int state, int action, int surplus)
    {
        int stock = (state / (Levels * Levels)) + action;
        int sold = Math.Min(stock, (state % Levels) + surplus);
        int left = Math.Min(Most, stock - sold);
        int price = 1 + (state / Levels % Levels);
        return ((4 * sold) - (price * action) - (0.3 * left), left);
    }

    private static int Draw(double[] probabilities, Random random)
    {
        double left = random.NextDouble();
        int action = 0;
        while (action < probabilities.Length - 1 && left >= probabilities[action])
            left -= probabilities[action++];
        return action;
    }
}
