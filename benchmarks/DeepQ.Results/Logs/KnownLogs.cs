using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Data;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;
using InventorySample;

namespace DeepQ.Results;

/// <summary>The logs that the default for logs is tried on: good, medium and random behavior, and single decisions.</summary>
internal static class KnownLogs
{
    /// <summary>Each log, drawn when it is asked for.</summary>
    public static IReadOnlyList<Func<ulong, KnownLog>> All { get; } =
    [
        seed => Of("stock, good", Processes.Stock(), Sight(0.95), 0.1, 10_000, seed),
        seed => Of("stock, random", Processes.Stock(), Sight(0), 1, 10_000, seed),
        seed => Of("machine, medium", Processes.Machine(), Sight(0.6), 0.3, 10_000, seed),
        seed => Of("battery, random", Processes.Battery(), Sight(0), 1, 20_000, seed),
        seed => Of("queues, medium", Processes.Queues(), Sight(0), 0.3, 10_000, seed),
        seed => Of("customers, good", Processes.Customer(), Sight(0.99), 0.15, 10_000, seed),
        seed => Of("customers, medium", Processes.Customer(), Sight(0.5), 0.4, 10_000, seed),
        CartPoleOf,
        ShopOf,
        seed => Of("offers, random", Processes.Offers(), Sight(0), 1, 5_000, seed),
        seed => Of("prices, medium", Processes.Prices(), Middle, 0.4, 5_000, seed),
    ];

    private static Func<FiniteProcess, int[]> Sight(double gamma) => process => process.BestActions(gamma);

    // One price for everything.
    private static int[] Middle(FiniteProcess process) => [.. Enumerable.Repeat(process.Actions / 2, process.States)];

    private static KnownLog Of(
        string name, FiniteProcess process, Func<FiniteProcess, int[]> usual, double epsilon, int rows, ulong seed)
    {
        Func<int, double[]> behavior = process.Exploring(usual(process), epsilon);
        return new KnownLog(
            name,
            process.Log(rows, behavior, new Xoshiro256(seed)),
            process.Gamma,
            process.Value(behavior),
            policy => process.Value(process.Exploring([.. process.Features.Select(state => policy(state))], 0)));
    }

    internal static KnownLog CartPoleOf(ulong seed)
    {
        const double Gamma = 0.99;
        BehaviorLog log = BehaviorLog.Record(OfflineCartPole.Epsilon, seed);
        ReplayBuffer rows = log.Transitions;
        List<LoggedEpisode> episodes = [];
        for (int first = 0, row = 0; row < rows.Count; row++)
        {
            if (row + 1 < rows.Count && rows.IsFollowed(row))
                continue;
            episodes.Add(new LoggedEpisode(
                $"{episodes.Count}",
                first,
                row + 1 - first,
                rows.TerminatedAt(row) ? EpisodeEnd.Terminated : EpisodeEnd.Truncated,
                null));
            first = row + 1;
        }

        TransitionTable actions = new(new LoggedData
        {
            Transitions = rows,
            ObservationSpace = new CartPole().ObservationSpace,
            ActionSpace = new DiscreteSpace(2),
        });
        return new KnownLog(
            "CartPole, medium",
            new LoggedData
            {
                Transitions = rows,
                ObservationSpace = new CartPole().ObservationSpace,
                ActionSpace = new DiscreteSpace(2),
                Episodes = episodes,
                Propensities =
                [
                    .. log.Choices.Select((choice, i) => (float)(OfflineCartPole.Epsilon / 2) +
                        (choice.Action == actions.Actions[i] ? 1 - (float)OfflineCartPole.Epsilon : 0)),
                ],
            },
            Gamma,
            log.Returns.Average(Discounted),
            policy => PolicyEvaluation.Run(new CartPole(), policy, 100, new Xoshiro256(1_000 + seed)).Returns.Average(Discounted));

        // A reward of 1 a step.
        static double Discounted(double steps) => (1 - Math.Pow(Gamma, steps)) / (1 - Gamma);
    }

    // The week of the sample, its shelf as a number beside what is one of some kinds.
    internal static KnownLog ShopOf(ulong seed)
    {
        const int weeks = 2_500;
        Xoshiro256 random = new(seed);
        Decision[] decisions = [.. Enumerable.Range(0, weeks).SelectMany(week => ShopSimulator.Week(week, RuleOfThumb.Probability, random))];
        ReplayBuffer transitions = new(decisions.Length, Features(default).Length);
        for (int i = 0; i < decisions.Length; i++)
        {
            Decision decision = decisions[i];
            transitions.Add(
                Features(decision.State),
                decision.Order,
                (float)decision.Profit,
                Features(decision.EndsWeek ? decision.State : decisions[i + 1].State),
                decision.EndsWeek);
        }

        return new KnownLog(
            "shop, medium",
            new LoggedData
            {
                Transitions = transitions,
                ObservationSpace = new BoxSpace([transitions.ObservationSize], float.MinValue, float.MaxValue),
                ActionSpace = new DiscreteSpace(StrawberryShop.Orders),
                Episodes =
                [
                    .. Enumerable.Range(0, weeks).Select(week => new LoggedEpisode(
                        $"{week}", week * StrawberryShop.Days, StrawberryShop.Days, EpisodeEnd.Terminated, null)),
                ],
                Propensities = [.. decisions.Select(decision => (float)decision.Propensity)],
            },
            1,
            DynamicProgramming.Value(RuleOfThumb.Probability),
            policy => DynamicProgramming.Value(DynamicProgramming.Always([.. ShopState.All.Select(state => policy(Features(state)))])));
    }

    internal static float[] Features(ShopState state) =>
    [
        .. Enumerable.Range(0, StrawberryShop.Days).Select(day => day == state.Day ? 1f : 0),
        .. Enumerable.Range(0, StrawberryShop.Weathers).Select(weather => weather == state.Weather ? 1f : 0),
        state.Stock,
    ];
}
