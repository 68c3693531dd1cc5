using System.Diagnostics;
using DeepQ.Decisions;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.PostgreSql.Tests;
using DeepQ.Decisions.Storage;
using DeepQ.Serving;

namespace DeepQ.Benchmarks;

/// <summary>Decides with the log on: what a caller waits, and how many decisions a second are on disk.</summary>
internal static class DecisionBenchmark
{
    private const int Rounds = 10;
    private const int RoundDecisions = 100_000;

    public static IEnumerable<Comparison> Run(double scale)
    {
        using TemporaryPolicy file = new(width: 64);
        using ManagedPolicy policy = ManagedPolicy.Load(file.Path);
        string log = Path.Combine(Path.GetDirectoryName(file.Path)!, "decisions.db");
        yield return Latencies(policy, log);
        File.Delete(log);
        yield return CandidateBenchmark.Run(log);
        File.Delete(log);
        int decisions = (int)(RoundDecisions * scale);
        yield return Sustained("SQLite, durable", policy, () => new SqliteDecisionStore(log), decisions);
        if (PostgreSqlServer.Programs is null)
            yield break;
        using PostgreSqlServer server = new();
        string schema = server.NewSchema();
        yield return Sustained("PostgreSQL, durable", policy, () => new PostgreSqlDecisionStore(schema), decisions);
    }

    private static Comparison Latencies(ManagedPolicy policy, string log)
    {
        float[] state = [0.1f, -0.2f, 0.3f, -0.4f];
        SqliteDecisionStore store = new(log);
        DecisionService service = NewService(policy, store);
        Comparison measured = Latency.Measure(
            "One decision, 4→64→64→2, ε-greedy",
            [
                ("ManagedPolicy.Act, no log", () => policy.Act(state)),
                ("DecideAsync, SQLite", () => Wait(service.DecideAsync(state))),
            ]);
        service.DisposeAsync().AsTask().GetAwaiter().GetResult();
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return measured;

        static void Wait(ValueTask<DecisionAnswer> answer)
        {
            if (!answer.IsCompletedSuccessfully)
                answer.AsTask().GetAwaiter().GetResult();
        }
    }

    private static Comparison Sustained(string name, ManagedPolicy policy, Func<IDecisionStore> open, int decisions)
    {
        List<double> logged = [];
        (long first, long last, long waiting, double joined) = LogAsync(policy, open, decisions, logged).GetAwaiter().GetResult();
        logged.Sort();
        double median = logged[logged.Count / 2];
        return new(
            $"{Rounds * decisions:N0} decisions with a reward each, until they are on disk, and the log joined",
            "decision",
            [name],
            [
                new(name, median, logged[0], logged[^1], new Dictionary<string, double> { [name] = 1 }, null, null)
                {
                    Note = $"{1e6 / median:N0} decisions and as many rewards a second; {first >> 20} MB in use after {decisions:N0}, "
                        + $"{last >> 20} MB after {Rounds * decisions:N0}",
                },
                new("JoinedLog", joined, joined, joined, new Dictionary<string, double> { [name] = median / joined }, null, null)
                {
                    Note = $"{waiting / (Rounds * decisions)} bytes of memory a decision that is waited for",
                },
            ]);
    }

    private static async Task<(long First, long Last, long Waiting, double Joined)> LogAsync(
        ManagedPolicy policy, Func<IDecisionStore> open, int decisions, List<double> logged)
    {
        // What came before is not to count as memory in use.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await using IDecisionStore store = open();
        (long first, long last) = (0, 0);
        await using (DecisionService service = NewService(policy, store))
        {
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                Task reward = Task.CompletedTask;
                for (int i = 0; i < decisions; i++)
                {
                    DecisionAnswer answer = await service.DecideAsync(new float[] { i, 0.1f, 0.2f, 0.3f });
                    reward = service.RewardAsync(answer.Id, 1);
                    if (i % 1000 == 999)
                        await reward;
                }

                await service.FlushAsync();
                logged.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / decisions);
                last = Process.GetCurrentProcess().WorkingSet64;
                first = round == 0 ? last : first;
            }
        }

        long reading = Stopwatch.GetTimestamp();
        JoinedLog joinedLog = new(store, DateTimeOffset.MaxValue.AddYears(-1), new JoinOptions());
        long most = 0;
        await foreach (JoinedEpisode episode in joinedLog)
            most = most == 0 ? GC.GetTotalMemory(forceFullCollection: true) : most;
        if (joinedLog.Counts.Rewarded != (long)Rounds * decisions)
            throw new InvalidOperationException($"{joinedLog.Counts.Rewarded} of {(long)Rounds * decisions} decisions have their reward.");
        return (first, last, most, Stopwatch.GetElapsedTime(reading).TotalMicroseconds / (Rounds * decisions));
    }

    private static DecisionService NewService(ManagedPolicy policy, IDecisionStore store) => new(
        new DecisionOptions
        {
            StateSize = 4,
            ActionNames = ["left", "right"],
            Settings = new() { Mode = DecisionMode.Online },
        },
        store,
        new PolicyVersions { InUse = policy },
        new Random(1));
}
