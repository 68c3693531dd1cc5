using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Evaluation;

namespace DeepQ.Results;

/// <summary>A log of an environment that can be acted in afterwards.</summary>
/// <param name="Name">What was logged.</param>
/// <param name="Log">Draws the log.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="ValueOf">What a greedy policy brings in an episode, by the log and the seed.</param>
/// <param name="Updates">The number of updates on the log.</param>
/// <param name="Steps">The number of steps in the environment.</param>
internal sealed record ActingProblem(
    string Name,
    Func<ulong, KnownLog> Log,
    Func<IEnvironment> Create,
    Func<KnownLog, Policy, ulong, double> ValueOf,
    int Updates,
    int Steps)
{
    private const int Episodes = 20;

    public static IReadOnlyList<ActingProblem> All { get; } =
    [
        new(
            "CartPole, medium log",
            KnownLogs.CartPoleOf,
            () => new CartPole(),
            (_, policy, seed) => PolicyEvaluation.Run(new CartPole(), policy, Episodes, new Xoshiro256(1_000 + seed)).MeanReturn,
            Updates: 20_000,
            Steps: 10_000),
        // Its value is exact.
        new("shop, medium log", KnownLogs.ShopOf, () => new ShopWeeks(), (log, policy, _) => log.ValueOf(policy), 10_000, 4_000),
    ];
}
