namespace DeepQ.Results;

/// <summary>Decisions of business, small enough to be solved exactly.</summary>
internal static class Processes
{
    /// <summary>A stock of at most ten pieces, filled up at a price that varies, sold to a demand that varies.</summary>
    public static FiniteProcess Stock()
    {
        const int levels = 11, prices = 3, demands = 3;
        return new FiniteProcess(
            [.. States(levels, prices, demands).Select(s => new float[] { s[0], 1 + s[1], s[2] })], 4, Outcomes, 0.95, 40);

        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            int[] s = Parts(state, levels, prices, demands);
            List<FiniteOutcome> outcomes = [];
            for (int more = 0; more < 3; more++)
            {
                int stock = Math.Min(levels - 1, s[0] + (2 * action));
                int sold = Math.Min(stock, s[2] + more);
                double reward = (4 * sold) - ((1 + s[1]) * 2 * action) - (0.2 * (stock - sold)) - (action > 0 ? 1 : 0);
                foreach ((double p, int price) in Walk(s[1], prices, 0.6))
                {
                    foreach ((double d, int demand) in Walk(s[2], demands, 0.4))
                        outcomes.Add(new(p * d / 3, Index([stock - sold, price, demand], levels, prices, demands), reward));
                }
            }

            return outcomes;
        }
    }

    /// <summary>A machine that wears: run gently, run hard or service it. A breakdown is dear.</summary>
    public static FiniteProcess Machine()
    {
        const int wears = 13, loads = 4;
        return new FiniteProcess(
            [.. States(wears, loads).Select(s => new float[] { s[0] * 1_000, s[1] })], 3, Outcomes, 0.98, 60);

        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            int[] s = Parts(state, wears, loads);
            List<FiniteOutcome> outcomes = [];
            double failing = action == 2 ? 0 : 0.002 * s[0] * s[0] * (action == 1 ? 1.5 : 0.7);
            double worse = action == 1 ? 0.7 : 0.35;
            foreach ((double p, int load) in Walk(s[1], loads, 0.5))
            {
                if (action == 2)
                {
                    outcomes.Add(new(p, Index([0, load], wears, loads), -12));
                    continue;
                }

                double reward = action == 1 ? 2 + (2 * s[1]) : 1.5 + s[1];
                outcomes.Add(new(p * failing, Index([0, load], wears, loads), reward - 40));
                outcomes.Add(new(p * (1 - failing) * worse, Index([Math.Min(wears - 1, s[0] + 1), load], wears, loads), reward));
                outcomes.Add(new(p * (1 - failing) * (1 - worse), state - s[1] + load, reward));
            }

            return outcomes;
        }
    }

    /// <summary>A battery that buys and sells electricity at prices that follow the hour.</summary>
    public static FiniteProcess Battery()
    {
        const int charges = 7, hours = 12, prices = 3;
        return new FiniteProcess(
            [
                .. States(charges, hours, prices).Select(s => new float[]
                {
                    s[0] / 6f, MathF.Sin(2 * MathF.PI * s[1] / hours), MathF.Cos(2 * MathF.PI * s[1] / hours), 20 * s[2],
                }),
            ],
            3,
            Outcomes,
            0.99,
            96);

        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            int[] s = Parts(state, charges, hours, prices);
            double price = 30 + (20 * s[2]) - (18 * Math.Cos(2 * Math.PI * (s[1] - 8) / hours));
            int charge = Math.Clamp(s[0] + action - 1, 0, charges - 1);
            double reward = charge > s[0] ? -price - 2 : charge < s[0] ? (0.9 * price) - 2 : 0;
            return [.. Walk(s[2], prices, 0.7).Select(one => new FiniteOutcome(
                one.Probability, Index([charge, (s[1] + 1) % hours, one.Value], charges, hours, prices), reward))];
        }
    }

    /// <summary>Two queues and three servers of different cost.</summary>
    public static FiniteProcess Queues()
    {
        const int length = 9;
        return new FiniteProcess(
            [.. States(length, length).Select(s => new float[] { s[0], s[1] })], 4, Outcomes, 0.97, 50);

        // No server, a cheap one to either queue, a dear one to both.
        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            int[] s = Parts(state, length, length);
            List<FiniteOutcome> outcomes = [];
            double[] served = [action is 1 or 3 ? 0.8 : 0, action is 2 or 3 ? 0.8 : 0];
            double reward = -(s[0] + (2 * s[1])) - (action switch { 0 => 0, 3 => 3.5, _ => 1 });
            foreach ((double p, int first) in Moves(s[0], 0.35, served[0]))
            {
                foreach ((double q, int second) in Moves(s[1], 0.25, served[1]))
                    outcomes.Add(new(p * q, Index([first, second], length, length), reward / 10));
            }

            return outcomes;
        }

        IEnumerable<(double Probability, int Value)> Moves(int value, double arrives, double leaves)
        {
            yield return (arrives * (1 - leaves), Math.Min(length - 1, value + 1));
            yield return ((1 - arrives) * leaves, Math.Max(0, value - 1));
            yield return ((arrives * leaves) + ((1 - arrives) * (1 - leaves)), value);
        }
    }

    /// <summary>A customer who may be written to, called or left alone, and buys or leaves in the end.</summary>
    public static FiniteProcess Customer()
    {
        const int interests = 8, annoyances = 5, values = 4;
        return new FiniteProcess(
            [.. States(interests, annoyances, values).Select(s => new float[] { s[0], s[1], 100 * (s[2] + 1) })], 3, Outcomes, 0.99, 60);

        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            int[] s = Parts(state, interests, annoyances, values);
            double leaves = 0.01 + (0.03 * s[1]);
            double buys = (1 - leaves) * 0.02 * s[0] * (action == 2 ? 2 : 1);
            double cost = action switch { 0 => 0, 1 => 1, _ => 12 };
            double warmer = action switch { 0 => 0.05, 1 => 0.35, _ => 0.6 };
            int annoyed = action == 0 ? Math.Max(0, s[1] - 1) : Math.Min(annoyances - 1, s[1] + action);
            double rest = 1 - leaves - buys;
            return
            [
                new(leaves, state, -cost, Ends: true),
                new(buys, state, (100 * (s[2] + 1)) - cost, Ends: true),
                new(rest * warmer, Index([Math.Min(interests - 1, s[0] + 1), annoyed, s[2]], interests, annoyances, values), -cost),
                new(rest * (1 - warmer) * 0.4, Index([Math.Max(0, s[0] - 1), annoyed, s[2]], interests, annoyances, values), -cost),
                new(rest * (1 - warmer) * 0.6, Index([s[0], annoyed, s[2]], interests, annoyances, values), -cost),
            ];
        }
    }

    /// <summary>One offer of four to a visitor: what fits depends on five figures of the visitor.</summary>
    public static FiniteProcess Offers()
    {
        Random random = new(7);
        float[][] features = [.. Enumerable.Range(0, 2_000).Select(_ => Enumerable.Range(0, 5).Select(i => (float)Normal(random)).ToArray())];
        double[][] weights = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 5).Select(i => 0.7 * Normal(random)).ToArray())];
        double[] margins = [2, 3, 4, 6];
        return new FiniteProcess(features, 4, Outcomes, 0.99, 1);

        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            double score = features[state].Zip(weights[action], (x, w) => x * w).Sum() + (0.5 * features[state][0] * features[state][1]) - 0.4 - (0.3 * action);
            double buys = 1 / (1 + Math.Exp(-score));
            return [new(buys, state, margins[action], true), new(1 - buys, state, -0.1, true)];
        }
    }

    /// <summary>The price of a title: what it cost spans five powers of ten, beside a kind of eight.</summary>
    public static FiniteProcess Prices()
    {
        Random random = new(8);
        const int kinds = 8;
        double[] budgets = [.. Enumerable.Range(0, 2_000).Select(_ => Math.Exp(14 + (1.8 * Normal(random))))];
        int[] kind = [.. Enumerable.Range(0, 2_000).Select(_ => random.Next(kinds))];
        double[] taste = [.. Enumerable.Range(0, kinds).Select(_ => 2 + (10 * random.NextDouble()))];
        float[][] features = [.. Enumerable.Range(0, 2_000).Select(i => (float[])
            [(float)budgets[i], .. Enumerable.Range(0, kinds).Select(k => k == kind[i] ? 1f : 0)])];
        double[] prices = [3, 6, 10, 15, 22];
        return new FiniteProcess(features, prices.Length, Outcomes, 0.99, 1);

        IReadOnlyList<FiniteOutcome> Outcomes(int state, int action)
        {
            double worth = taste[kind[state]] + (1.5 * (Math.Log(budgets[state]) - 14));
            double buys = 1 / (1 + Math.Exp((prices[action] - worth) / 2));
            return [new(buys, state, 10 * prices[action], true), new(1 - buys, state, 0, true)];
        }
    }

    private static IEnumerable<(double Probability, int Value)> Walk(int value, int count, double stays)
    {
        yield return (stays, value);
        yield return ((1 - stays) / 2, Math.Max(0, value - 1));
        yield return ((1 - stays) / 2, Math.Min(count - 1, value + 1));
    }

    private static IEnumerable<int[]> States(params int[] sizes) =>
        Enumerable.Range(0, sizes.Aggregate(1, (product, size) => product * size)).Select(state => Parts(state, sizes));

    private static int[] Parts(int state, params int[] sizes)
    {
        int[] parts = new int[sizes.Length];
        for (int i = sizes.Length - 1; i >= 0; i--)
            (state, parts[i]) = Math.DivRem(state, sizes[i]);
        return parts;
    }

    private static int Index(int[] parts, params int[] sizes) =>
        parts.Zip(sizes).Aggregate(0, (index, part) => (index * part.Second) + part.First);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
