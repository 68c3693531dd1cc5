using DeepQ.Decisions;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;

namespace DeepQ.Benchmarks;

/// <summary>Decides among candidates with the log on: what a caller waits.</summary>
internal static class CandidateBenchmark
{
    private const int Candidates = 100;
    private const int Features = 16;
    private const int StateSize = 4;
    private const int Width = 64;

    /// <param name="log">The path of a file for the log, which is left there.</param>
    public static Comparison Run(string log)
    {
        Random random = new(1);
        using ManagedPolicy policy = ManagedPolicy.Load(PolicyGraph.ToBytes(
            [
                Linear(StateSize + Features, Width), new ActivationLayer(PolicyActivation.ReLU),
                Linear(Width, Width), new ActivationLayer(PolicyActivation.ReLU),
                Linear(Width, 1),
            ],
            new PolicyMetadata { ObservationShape = [StateSize + Features], ActionNames = ["candidate"], Gamma = 0, Algorithm = "DQN" }));
        DecisionRequest request = new(Draw(StateSize))
        {
            Candidates = [.. Enumerable.Range(0, Candidates).Select(i => new DecisionCandidate($"product {i}", Draw(Features)))],
        };
        using SqliteDecisionStore store = new(log);
        using DecisionService service = new(
            new() { StateSize = StateSize, CandidateFeatures = Features, Settings = new() { Mode = DecisionMode.Online } },
            store,
            new PolicyVersions { InUse = policy },
            random);
        float[] rows = Draw(Candidates * (StateSize + Features)), qValues = new float[Candidates];
        return Latency.Measure(
            $"One decision among {Candidates} candidates of {Features} features, {StateSize + Features}→{Width}→{Width}→1, ε-greedy",
            [
                ("ManagedPolicy.QValues, no log", () => policy.QValues(rows, qValues)),
                ("DecideAsync, SQLite", () => Wait(service.DecideAsync(request))),
            ]);

        LinearLayer Linear(int inputs, int outputs) => new(Draw(inputs * outputs), Draw(outputs));

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) / 4)];

        static void Wait(ValueTask<DecisionAnswer> answer)
        {
            if (!answer.IsCompletedSuccessfully)
                answer.AsTask().GetAwaiter().GetResult();
        }
    }
}
