using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet.Tests;

public sealed class CandidateTableTests
{
    [Fact]
    public async Task Rows_have_the_state_with_the_features_of_the_one_that_was_taken()
    {
        MemoryStore store = new();
        await store.AppendAsync(
            [Among(2, 0, 1, "Ann", 1, 2, 3, 4), LogBuilder.Reward(2, 1, 3), Among(3, 2, 0, "Ann", 5, 6), LogBuilder.End("Ann", 3)],
            default);
        Row[] rows = Read(Table(store));
        Assert.Equal([[2, 0.5f, 3, 4], [3, 0.5f, 5, 6]], rows.Select(row => row.State));
        Assert.Equal([3, 0], rows.Select(row => row.Reward));
        Assert.All(rows, row => Assert.Equal(1u, row.Action));
        VBuffer<ReadOnlyMemory<char>> names = default;
        Table(store).Schema["Action"].GetKeyValues(ref names);
        Assert.Equal([CandidateTable.ActionName], names.DenseValues().Select(name => $"{name}"));
    }

    [Fact]
    public async Task Targets_count_the_best_allowed_candidate_of_the_next_decision()
    {
        MemoryStore store = new();
        // Q = s₀ + f₀ + 10 f₁.
        using ManagedPolicy policy = LinearPolicy.Over(1, 0, 1, 10);
        await store.AppendAsync(
            [
                Among(2, 0, 0, "Ann", 0, 0), LogBuilder.Reward(2, 1, 3),
                Among(3, 2, 2, "Ann", 1, 1, 9, 9, 2, 1) with { Allowed = new[] { true, false, true } },
                LogBuilder.End("Ann", 3),
                Among(4, 4, 0, "Bob", 7, 0), Among(5, 5, 0, "Bob", 1, 0), LogBuilder.End("Bob", 6, isTruncated: true),
            ],
            default);
        Row[] rows = Read(Table(store).WithTargets(policy, 0.5));

        // Ann's first: 3 + γ (3 + 2 + 10); her last is terminal. Bob's first: γ (5 + 1); nobody knows what follows his last.
        Assert.Equal([10.5, 0, 3], rows.Select(row => row.Reward));
        Assert.Equal([2, 3, 4], rows.Select(row => row.State[0]));
    }

    [Fact]
    public async Task What_does_not_fit_the_table_is_told_with_its_decision()
    {
        MemoryStore store = new();
        await store.AppendAsync([Among(2, 0, 0, null, 1, 2, 3)], default);
        string message = Assert.Throws<InvalidDataException>(() => Read(Table(store))).Message;
        Assert.Contains(
            $"{LogBuilder.Id(2)} has a state of 2 values and 1 candidates with 3 features in total, but the table has states of 2 and "
            + "candidates of 2",
            message,
            StringComparison.Ordinal);
        DecisionTable among = new(Log(store), 2, ["left", "right"]);
        message = Assert.Throws<InvalidDataException>(() => among.GetColumn<float[]>("State").ToArray()).Message;
        Assert.Contains("has its own candidates, which require a CandidateTable", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandidateTable(Log(store), 2, 0));
        using ManagedPolicy policy = LinearPolicy.Over(1, 0, 1, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => Table(store).WithTargets(policy, 1.1));
    }

    [Fact]
    public async Task Decisions_among_fixed_actions_do_not_fit()
    {
        MemoryStore store = new();
        await store.AppendAsync([LogBuilder.Decide(2, 0)], default);
        Assert.Throws<InvalidDataException>(() => Read(Table(store)));
    }

    private static Decision Among(int number, double minutes, int action, string? episode, params float[] candidates) =>
        LogBuilder.Decide(number, minutes, episode) with
        {
            CandidateCount = Math.Max(1, candidates.Length / 2),
            Candidates = candidates,
            Allowed = default,
            Distribution = default,
            Action = action,
            Name = $"{action}",
        };

    private static Row[] Read(IDataView table) => [.. new MLContext(1).Data.CreateEnumerable<Row>(table, reuseRowObject: false)];

    private static JoinedLog Log(MemoryStore store) => new(store, LogBuilder.At(10_000));

    private static CandidateTable Table(MemoryStore store) => new(Log(store), 2, 2);

    private sealed class Row
    {
        [VectorType(4)]
        public float[] State { get; set; } = [];

        [KeyType(1)]
        public uint Action { get; set; }

        public double Reward { get; set; }
    }
}
