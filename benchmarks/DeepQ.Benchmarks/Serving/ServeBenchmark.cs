using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Onnx;
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
        string folder = Directory.CreateTempSubdirectory("deepq-").FullName;
        try
        {
            string file = Path.Combine(folder, "policy.onnx");
            File.WriteAllBytes(file, Network());
            foreach (Comparison comparison in Run(file))
                yield return comparison;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Comparison> Run(string file)
    {
        MLContext context = new(seed: 1);
        float[] states = States();
        IDataView table = context.Data.Cache(
            context.Data.LoadFromEnumerable(states.Chunk(4).Select(state => new Observed { State = state }).ToArray()));
        using var stock = context.Transforms.ApplyOnnxModel(["QValues", "Action"], ["State"], file).Fit(table);
        using DeepQTransformer batched = DeepQTransformer.Load(context, file);
        using OnnxPolicy policy = OnnxPolicy.Load(file);
        int[] actions = new int[Rows];

        yield return Race.Usual.Run(
            $"A table of {Rows:N0} rows, 4→64→64→2",
            "row",
            [
                new(Stock, count => Read(stock, table, count)) { Operations = Rows },
                new("DeepQTransformer", count => Read(batched, table, count)) { Operations = Rows },
            ]);
        yield return Race.Usual.Run(
            "OnnxPolicy by batch size, 4→64→64→2",
            "state",
            [.. ((int[])[1, 4, 16, 64, 256, 1024, 4096]).Select(InBatches)]);

        using PredictionEngine<Observed, Decision> engine = context.Model.CreatePredictionEngine<Observed, Decision>(batched);
        using PredictionEngine<Observed, Decision> stockEngine = context.Model.CreatePredictionEngine<Observed, Decision>(stock);
        using BoundSession bound = new(File.ReadAllBytes(file), policy.ObservationSize, policy.ActionCount);
        Observed observed = new() { State = states[..4] };
        Decision decision = new();
        yield return Latency.Measure(
            "One state, 4→64→64→2",
            [
                ($"PredictionEngine, {Stock}", () => stockEngine.Predict(observed, ref decision)),
                ("PredictionEngine, DeepQTransformer", () => engine.Predict(observed, ref decision)),
                ("ONNX Runtime, IoBinding", bound.Run),
                ("OnnxPolicy", () => policy.Act(observed.State)),
            ]);

        Contestant InBatches(int size) => new($"{size}", count =>
        {
            for (int i = 0; i < count; i++)
                policy.Act(states.AsSpan(0, 4 * size), actions.AsSpan(0, size));
        })
        {
            Operations = size,
        };
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

    private static byte[] Network()
    {
        using QNetwork network = new LayeredQNetwork(
            new CartPole().ObservationSpace, actionCount: 2, new NetworkOptions(), new Xoshiro256(1));
        return PolicyExport.ToOnnx(network, new PolicyMetadata
        {
            ObservationShape = [4],
            ActionNames = ["left", "right"],
            Gamma = 0.99,
            Algorithm = "DQN",
        });
    }

    private static float[] States()
    {
        Xoshiro256 random = new(2);
        float[] states = new float[4 * Rows];
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
