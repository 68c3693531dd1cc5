using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;
using DeepQ.Learning.Updates;
using DeepQ.MLNet;
using Microsoft.ML;

namespace DeepQ.Benchmarks;

/// <summary>A table of hashed words: read, and learned from.</summary>
internal static class SparseBenchmark
{
    private const int Rows = 100_000;
    private const int Slots = 65_536;
    private const int Values = 10;
    private const int Actions = 4;
    private const int BatchSize = 64;

    public static IEnumerable<Comparison> Run()
    {
        yield return Read();
        yield return Update();
    }

    private static Comparison Read()
    {
        MLContext context = new(1);
        SparseRow[] rows = [.. Enumerable.Range(0, Rows).Select(row => SparseRow.Draw(row, Slots, Values, Actions))];
        IDataView table = context.Data.LoadFromEnumerable(rows, SparseRow.Schema(Slots));
        DeepQTrainer trainer = context.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options());
        double size = trainer.Inspect(table).MemorySize / 1e6;
        return InterleavedBenchmark.Usual.Run(
            $"{Rows:N0} rows of {Slots:N0} slots with {Values} values read, {size:F1} MB kept",
            "row",
            [
                new("sparse", count =>
                {
                    for (int i = 0; i < count; i++)
                        trainer.Inspect(table);
                })
                {
                    Operations = Rows,
                },
            ]);
    }

    private static Comparison Update()
    {
        ReplayBuffer transitions = Transitions();
        using DqnLearner fused = Learner(UpdatePath.Fused, isSparse: true);
        using DqnLearner dense = Learner(UpdatePath.Fused, isSparse: false);
        using DqnLearner torchSharp = Learner(UpdatePath.TorchSharp, isSparse: true);
        // In the first hundreds of steps more is done one by one.
        Updates(fused, transitions, transitions.NewBatch(BatchSize))(2_000);
        return InterleavedBenchmark.Usual.Run(
            $"An update of {Slots}→64→64→{Actions}, batch {BatchSize}, {Values} values a state, and a move of the target",
            "update",
            [
                new("fused, dense batches", Updates(dense, transitions, new TransitionBatch(BatchSize, Slots))),
                new("TorchSharp's path", Updates(torchSharp, transitions, transitions.NewBatch(BatchSize))),
                new("fused", Updates(fused, transitions, transitions.NewBatch(BatchSize))),
            ]);
    }

    private static Action<int> Updates(DqnLearner learner, ReplayBuffer transitions, TransitionBatch batch)
    {
        Xoshiro256 random = new(3);
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                transitions.Sample(batch, 0.99f, random);
                learner.Update(batch);
                learner.UpdateTarget();
            }
        };
    }

    private static ReplayBuffer Transitions()
    {
        ReplayBuffer transitions = ReplayBuffer.OfSparse(Rows, Slots);
        StateVector state = new(Slots), next = new(Slots);
        for (int i = 0; i < Rows; i++)
        {
            (SparseRow row, SparseRow follower) = (SparseRow.Draw(i, Slots, Values, Actions), SparseRow.Draw(i + 1, Slots, Values, Actions));
            state.SetSparse(row.State.GetIndices(), row.State.GetValues());
            next.SetSparse(follower.State.GetIndices(), follower.State.GetValues());
            transitions.AddSparse(state.Row, (int)row.Action, row.Reward, next.Row, i % 20 == 19);
        }

        return transitions;
    }

    private static DqnLearner Learner(UpdatePath path, bool isSparse)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [64, 64],
            BatchSize = BatchSize,
            UpdatePath = path,
            Threads = 1,
            HasSparseStates = isSparse,
            LearnsFromLog = true,
        };
        QNetwork network = options.Network.CreateNetwork(new BoxSpace([Slots], 0, 1), Actions, new Xoshiro256(1));
        return NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(2));
    }
}
