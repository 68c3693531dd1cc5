using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Storage;

namespace DeepQ.Decisions.Tests.Estimation;

/// <summary>
/// A shop of four kinds of customers and three offers, one of which may not be made to the last kind, decides with exploration, a
/// canary and a baseline that explores. Rewards come late, some of them too late. What the log says is held against the truth.
/// </summary>
public sealed class LoopCoverageTests
{
    private const int Loops = 100;
    private const int Visits = 1_500;

    private static readonly double[,] Chances = { { 0.5, 0.3, 0.2 }, { 0.2, 0.6, 0.3 }, { 0.1, 0.2, 0.4 }, { 0.3, 0.35, 0.9 } };

    private static readonly TablePolicy InUse = new("in use", [1, 0, 0], [0, 0, 1], [0, 0, 1], [0, 1, 2]);
    private static readonly TablePolicy Candidate = new("candidate", [1, 0, 0], [0, 1, 0], [0, 1, 0], [1, 0, 2]);

    // A model that has half of it wrong.
    private static readonly TablePolicy Model = new("model", [0.5f, 0.3f, 0.2f], [0.2f, 0.6f, 0.3f], [0.8f, 0.8f, 0], [0, 0, 0]);

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0.1)]
    [InlineData(9.5, 0.4)]
    public async Task Estimates_cover_the_truth_as_often_as_they_say(double delay, double lateShare)
    {
        Random random = new(7);
        int[] covered = new int[4];
        for (int loop = 0; loop < Loops; loop++)
        {
            LogEvaluation found = await Judge(await Log(random, delay, lateShare));
            double inUse = Truth(InUse, lateShare), candidate = Truth(Candidate, lateShare);
            covered[0] += Covers(found.Policies[0].Value, inUse);
            covered[1] += Covers(found.Policies[1].Value, candidate);
            covered[2] += Covers(found.Policies[2].Value, Truth(0, lateShare));
            covered[3] += Covers(found.Difference(1, 0), candidate - inUse);
        }

        Assert.All(covered, count => Assert.InRange(count, 90, 99));
    }

    private static int Covers(ValueEstimate estimate, double truth) => estimate.Lower <= truth && truth <= estimate.Upper ? 1 : 0;

    private static Task<LogEvaluation> Judge(IDecisionStore store) => LogEvaluation.RunAsync(
        new JoinedLog(store, LogBuilder.Start.AddDays(2)),
        [JudgedPolicy.Of(InUse), JudgedPolicy.Of(Candidate), JudgedPolicy.Of((_, _) => 0)],
        3,
        model: Model);

    private static double Truth(TablePolicy policy, double lateShare) => (1 - lateShare) / 4 * Enumerable.Range(0, 4)
        .Sum(kind => Chances[kind, policy.Act([kind], kind == 3 ? [true, true, false] : default)]);

    private static double Truth(int action, double lateShare) =>
        (1 - lateShare) / 4 * Enumerable.Range(0, 4).Sum(kind => Chances[kind, action]);

    private static async Task<IDecisionStore> Log(Random random, double delay, double lateShare)
    {
        MemoryStore store = new();
        SetTime time = new();
        PolicyVersions versions = new() { InUse = InUse, Candidate = Candidate };
        DecisionOptions options = new()
        {
            StateSize = 1,
            ActionNames = ["0", "1", "2"],
            Baseline = (_, _) => 0,
            Settings = new() { Mode = DecisionMode.LoggingOnly, BaselineEpsilon = 0.3 },
        };
        PriorityQueue<(Guid Id, double Value), DateTimeOffset> late = new();
        await using DecisionService service = new(options, store, versions, new Random(random.Next()), time);
        for (int visit = 0; visit < Visits; visit++)
        {
            if (visit == Visits / 3)
                await service.SwitchAsync(new() { Mode = DecisionMode.Online, Exploration = ExplorationStrategy.EpsilonGreedy(0.3) });
            if (visit == 2 * Visits / 3)
                await service.SwitchAsync(new() { Mode = DecisionMode.Canary, CanaryShare = 0.3, Exploration = ExplorationStrategy.Softmax(0.5) });
            int kind = random.Next(4);
            DecisionAnswer answer = await service.DecideAsync(
                new float[] { kind }, kind == 3 ? new[] { true, true, false } : default, $"customer {random.Next(Visits)}");
            double value = random.NextDouble() < Chances[kind, answer.Action] ? 1 : 0;
            bool isLate = random.NextDouble() < lateShare;
            late.Enqueue((answer.Id, value), time.Now.AddMinutes(isLate ? 11 : random.NextDouble() * delay));
            time.Now = time.Now.AddSeconds(5);
            while (late.TryPeek(out (Guid Id, double Value) reward, out DateTimeOffset due) && due <= time.Now)
            {
                late.Dequeue();
                _ = service.RewardAsync(reward.Id, reward.Value);
            }
        }

        while (late.TryDequeue(out (Guid Id, double Value) reward, out DateTimeOffset due))
        {
            time.Now = due > time.Now ? due : time.Now;
            _ = service.RewardAsync(reward.Id, reward.Value);
        }

        await service.FlushAsync();
        return store;
    }
}
