using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Onnx;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Benchmarks;

/// <summary>Scores a table with the stock transformer and with ours, from one file.</summary>
internal static class ServeBenchmark
{
    private const int Rows = 100_000;

    public static IReadOnlyList<Timing> Run()
    {
        string folder = Directory.CreateTempSubdirectory("deepq-").FullName;
        try
        {
            string file = Path.Combine(folder, "policy.onnx");
            File.WriteAllBytes(file, Network());
            return Run(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<Timing> Run(string file)
    {
        MLContext context = new(seed: 1);
        float[] states = States();
        IDataView table = context.Data.Cache(
            context.Data.LoadFromEnumerable(states.Chunk(4).Select(state => new Observed { State = state }).ToArray()));
        using var stock = context.Transforms.ApplyOnnxModel(["QValues", "Action"], ["State"], file).Fit(table);
        using DeepQTransformer batched = DeepQTransformer.Load(context, file);
        using OnnxPolicy policy = OnnxPolicy.Load(file);
        int[] actions = new int[Rows];
        return Comparison.Run(
        [
            new("stock ApplyOnnxModel, Transform", Rows, () => Read(stock.Transform(table))),
            new("DeepQTransformer, Transform", Rows, () => Read(batched.Transform(table))),
            new("OnnxPolicy, one state at a time", Rows, () => ActOneByOne(policy, states)),
            new("OnnxPolicy, in batches", Rows, () => policy.Act(states, actions)),
        ]);
    }

    private static void ActOneByOne(OnnxPolicy policy, float[] states)
    {
        for (int i = 0; i < Rows; i++)
            policy.Act(states.AsSpan(4 * i, 4));
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
}
