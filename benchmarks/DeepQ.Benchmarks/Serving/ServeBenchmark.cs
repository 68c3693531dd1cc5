using DeepQ.Environments;
using DeepQ.MLNet;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Benchmarks;

/// <summary>Scores a table with the stock transformer and with ours, batches of states, and single states.</summary>
internal static class ServeBenchmark
{
    private const int Rows = 100_000;
    private const string Stock = "stock ApplyOnnxModel";

    public static IEnumerable<Comparison> Run()
    {
        MLContext context = new(seed: 1);
        using TemporaryPolicy file = new();
        yield return Table(InterleavedBenchmark.Usual, context, file, Rows);

        float[] states = States(Rows);
        int[] actions = new int[Rows];
        IDataView table = context.Data.LoadFromEnumerable([new Observed { State = states[..4] }]);
        using var stock = context.Transforms.ApplyOnnxModel(["QValues", "Action"], ["State"], file.Path).Fit(table);
        using DeepQTransformer batched = DeepQTransformer.Load(context, file.Path);
        using OnnxPolicy policy = OnnxPolicy.Load(file.Path);
        using ManagedPolicy managed = ManagedPolicy.Load(file.Path);
        foreach (int size in (int[])[1, 4, 16, 64, 256, 1024, 4096])
        {
            yield return InterleavedBenchmark.Usual.Run(
                $"Batches of {size}, 4→64→64→2",
                "state",
                [InBatches("OnnxPolicy", policy, size), InBatches("ManagedPolicy", managed, size)]);
        }

        using var engine = context.Model.CreatePredictionEngine<Observed, Decision>(batched);
        using var stockEngine = context.Model.CreatePredictionEngine<Observed, Decision>(stock);
        using BoundSession bound = new(File.ReadAllBytes(file.Path), policy.ObservationSize, policy.ActionCount);
        Observed observed = new() { State = states[..4] };
        Decision decision = new();
        yield return Latency.Measure(
            "One state, 4→64→64→2",
            [
                ($"PredictionEngine, {Stock}", () => stockEngine.Predict(observed, ref decision)),
                ("PredictionEngine, DeepQTransformer", () => engine.Predict(observed, ref decision)),
                ("ONNX Runtime, IoBinding", bound.Run),
                ("OnnxPolicy", () => policy.Act(observed.State)),
                ("ManagedPolicy", () => managed.Act(observed.State)),
            ]);

        yield return Images(64);
        foreach (Comparison comparison in GpuBenchmark.Run())
            yield return comparison;

        Candidate InBatches(string name, ModelPolicy scorer, int size) => new(name, count =>
        {
            for (int i = 0; i < count; i++)
                scorer.Act(states.AsSpan(0, 4 * size), actions.AsSpan(0, size));
        })
        {
            Operations = size,
        };
    }

    /// <summary>Scores tables of so many rows.</summary>
    public static Comparison Table(InterleavedBenchmark race, MLContext context, TemporaryPolicy file, int rows)
    {
        Observed[] observed = [.. States(rows).Chunk(4).Select(state => new Observed { State = state })];
        IDataView table = context.Data.Cache(context.Data.LoadFromEnumerable(observed));
        using var stock = context.Transforms.ApplyOnnxModel(["QValues", "Action"], ["State"], file.Path).Fit(table);
        using DeepQTransformer batched = DeepQTransformer.Load(context, file.Path);
        using DeepQTransformer managed = DeepQTransformer.Load(context, file.Path, options: new ManagedPolicyOptions());
        using DeepQTransformer shared = DeepQTransformer.Load(
            context, file.Path, options: new ManagedPolicyOptions { Threads = Environment.ProcessorCount });
        return race.Run(
            $"A table of {rows:N0} rows, 4→64→64→2",
            "row",
            [
                new(Stock, count => Read(stock, table, count)) { Operations = rows },
                new("DeepQTransformer", count => Read(batched, table, count)) { Operations = rows },
                new("DeepQTransformer, managed", count => Read(managed, table, count)) { Operations = rows },
                new($"DeepQTransformer, managed, {shared.Policy.Options.Threads} threads", count => Read(shared, table, count)) { Operations = rows },
            ]);
    }

    // MinAtar's network: 16 kernels of 3 × 3 over 4 channels of 10 × 10, then 128 units.
    private static Comparison Images(int size)
    {
        const int channels = 4, length = 10, kernels = 16, places = 8;
        Random random = new(1);
        byte[] model = PolicyGraph.ToBytes(
            [
                new Conv2dLayer(Draw(kernels * channels * 9), Draw(kernels), Kernel: 3),
                new ActivationLayer(PolicyActivation.ReLU),
                new FlattenLayer(),
                new LinearLayer(Draw(kernels * places * places * 128), Draw(128)),
                new ActivationLayer(PolicyActivation.ReLU),
                new LinearLayer(Draw(128 * 6), Draw(6)),
            ],
            new PolicyMetadata
            {
                ObservationShape = [channels, length, length],
                ActionNames = ["a", "b", "c", "d", "e", "f"],
                Gamma = 0.99,
                Algorithm = "DQN",
            });
        using OnnxPolicy onnx = OnnxPolicy.Load(model);
        using ManagedPolicy managed = ManagedPolicy.Load(model);
        float[] states = Draw(size * onnx.ObservationSize);
        int[] actions = new int[size];
        return InterleavedBenchmark.Usual.Run(
            $"Batches of {size}, MinAtar's network", "state", [Scored("OnnxPolicy", onnx), Scored("ManagedPolicy", managed)]);

        Candidate Scored(string name, ModelPolicy scorer) => new(name, count =>
        {
            for (int i = 0; i < count; i++)
                scorer.Act(states, actions);
        })
        {
            Operations = size,
        };

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) / 4)];
    }

    private static void Read(ITransformer transformer, IDataView table, int count)
    {
        for (int i = 0; i < count; i++)
            Read(transformer.Transform(table));
    }

    private static void Read(IDataView data)
    {
        DataViewSchema.Column qColumn = data.Schema["QValues"];
        DataViewSchema.Column actionColumn = data.Schema["Action"];
        using DataViewRowCursor cursor = data.GetRowCursor([qColumn, actionColumn]);
        ValueGetter<VBuffer<float>> readQ = cursor.GetGetter<VBuffer<float>>(qColumn);
        ValueGetter<VBuffer<long>> readAction = cursor.GetGetter<VBuffer<long>>(actionColumn);
        VBuffer<float> q = default;
        VBuffer<long> action = default;
        while (cursor.MoveNext())
        {
            readQ(ref q);
            readAction(ref action);
        }
    }

    private static float[] States(int rows)
    {
        Xoshiro256 random = new(2);
        float[] states = new float[4 * rows];
        for (int i = 0; i < states.Length; i++)
            states[i] = (2 * random.NextSingle()) - 1;
        return states;
    }

    private sealed class Observed
    {
        [VectorType(4)]
        public float[] State { get; set; } = [];
    }

    private sealed class Decision
    {
        public float[] QValues { get; set; } = [];

        public long[] Action { get; set; } = [];
    }
}
