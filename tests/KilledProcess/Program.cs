using DeepQ.Decisions;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

// usage: KilledProcess PATH|CONNECTION-STRING
// Eight clients log decisions and rewards, each until the process is killed, and write a line for each that was
// acknowledged: "decision ID", "reward ID KEY", and "pair ID" for a decision and its reward that were appended as one.
// Whoever started it may have died before it was to kill it.
using Timer end = new(_ => Environment.Exit(1), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
await using IDecisionStore store = args[0].Contains('=') ? new PostgreSqlDecisionStore(args[0]) : new SqliteDecisionStore(args[0]);
DecisionOptions options = new()
{
    StateSize = 4,
    ActionNames = ["left", "right"],
    Baseline = (_, _) => 0,
};
await using DecisionService service = new(options, store, new PolicyVersions(), new Random(1));
await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(() => client == 0 ? PairsAsync() : ActAsync(client))));

async Task ActAsync(int client)
{
    for (int i = 0; ; i++)
    {
        DecisionAnswer answer = await service.DecideAsync(new float[] { client, i, 0, 1 }, episodeId: $"{client}");
        await answer.Logged;
        Console.WriteLine($"decision {answer.Id}");
        for (int part = 0; part < i % 3; part++)
        {
            await service.RewardAsync(answer.Id, part, $"{part}");
            Console.WriteLine($"reward {answer.Id} {part}");
        }
    }
}

async Task PairsAsync()
{
    while (true)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Decision decision = new()
        {
            Id = Guid.CreateVersion7(now),
            Time = now,
            State = new float[4],
            Action = 1,
            Name = "pair",
            Version = Decision.CallerVersion,
            Mode = DecisionMode.LoggingOnly,
        };
        await store.AppendAsync([decision, new Reward(decision.Id, 1) { Time = now }]);
        Console.WriteLine($"pair {decision.Id}");
    }
}
