using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet.Tests;

public sealed class DecisionTableTests
{
    private static readonly string[] Names = ["left", "right"];

    [Fact]
    public async Task Rows_have_what_was_decided_and_what_came_of_it()
    {
        MemoryStore store = new();
        await store.AppendAsync(
            [
                LogBuilder.Decide(2, 0, "Ann"), LogBuilder.Reward(2, 1, 3), LogBuilder.Decide(3, 2, "Ann"), LogBuilder.End("Ann", 3, true),
                LogBuilder.Decide(4, 4) with { Allowed = default, Action = 1, Probability = null },
            ],
            default);
        DecisionTable table = new(new JoinedLog(store, LogBuilder.At(10_000)), 2, Names);
        Row[] rows = [.. new MLContext(1).Data.CreateEnumerable<Row>(table, reuseRowObject: false)];

        Assert.Equal([$"{LogBuilder.Id(2):N}", $"{LogBuilder.Id(2):N}", $"{LogBuilder.Id(4):N}"], rows.Select(row => row.EpisodeId));
        Assert.Equal([[2, 0.5f], [3, 0.5f], [4, 0.5f]], rows.Select(row => row.State));
        Assert.Equal([1u, 1u, 2u], rows.Select(row => row.Action));
        Assert.Equal([3, 0, 0], rows.Select(row => row.Reward));
        Assert.Equal([0.75, 0.75, double.NaN], rows.Select(row => row.Propensity));
        Assert.Equal([[true, true], [true, false], [true, true]], rows.Select(row => row.ActionMask));
        Assert.Equal([false, false, true], rows.Select(row => row.Terminated));
        Assert.Equal([false, true, false], rows.Select(row => row.Truncated));
        Assert.All(rows, row => Assert.Equal("v1", row.Version));
        VBuffer<ReadOnlyMemory<char>> names = default;
        table.Schema["Action"].GetKeyValues(ref names);
        Assert.Equal(Names, names.DenseValues().Select(name => $"{name}"));
    }

    [Fact]
    public async Task What_does_not_fit_the_table_is_told_with_its_decision()
    {
        MemoryStore store = new();
        await store.AppendAsync([LogBuilder.Decide(2, 0)], default);
        DecisionTable table = new(new JoinedLog(store, LogBuilder.At(10_000)), 3, Names);
        string message = Assert.Throws<InvalidDataException>(() => table.GetColumn<float[]>("State").ToArray()).Message;
        Assert.Contains($"{LogBuilder.Id(2)} has a state of 2 values, but the table has states of 3", message);
    }

    [Fact]
    public async Task A_policy_is_learned_and_judged_without_a_line_in_between()
    {
        MemoryStore store = new();
        Random random = new(1);
        List<DecisionEvent> events = [];
        for (int i = 0; i < 600; i++)
        {
            int kind = random.Next(2), action = random.Next(2);
            events.Add(LogBuilder.Decide(i, i) with
            {
                State = new float[] { kind, 1 - kind },
                Allowed = default,
                Action = action,
                Name = Names[action],
                Probability = 0.5,
            });
            events.Add(LogBuilder.Reward(i, i, action == kind ? 1 : 0));
        }

        await store.AppendAsync(events, default);
        JoinedLog log = new(store, LogBuilder.At(10_000));
        DecisionTable learned = new(log, 2, Names, IsLearnedFrom), held = new(log, 2, Names, episode => !IsLearnedFrom(episode));
        MLContext context = new(1);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(
            new DeepQTrainer.Options { Gamma = 0, OfflineAlgorithm = new DeepQLearning(), Updates = 600 }).Fit(learned);
        PolicyMetrics metrics = context.ReinforcementLearning.Evaluate(
            held, model, options: new OffPolicyOptions { Updates = 700, FittedQResamples = 0, Seed = 1 });

        Assert.Equal(Names, model.Policy.ActionNames);
        Assert.Equal(300, metrics.Episodes);
        Assert.Equal(1, metrics.Support);
        Assert.InRange(metrics.LoggedReturn!.Value, 0.4, 0.6);
        Assert.Equal(1, metrics.WeightedImportanceSampling!.Value, 1e-6);

        static bool IsLearnedFrom(JoinedEpisode episode) => episode.Rows[0].Decision.Time.Minute % 2 == 0;
    }

    private sealed class Row
    {
        public string EpisodeId { get; set; } = "";

        [VectorType(2)]
        public float[] State { get; set; } = [];

        [KeyType(2)]
        public uint Action { get; set; }

        public double Reward { get; set; }

        public double Propensity { get; set; }

        [VectorType(2)]
        public bool[] ActionMask { get; set; } = [];

        public bool Terminated { get; set; }

        public bool Truncated { get; set; }

        public string Version { get; set; } = "";
    }
}
