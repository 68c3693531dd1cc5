using DeepQ.Onnx;

namespace DeepQ.Benchmarks;

/// <summary>A policy of 4→64→64→2 units in a file that goes when this does. No torch is needed to make it.</summary>
internal sealed class TemporaryPolicy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-").FullName;

    public TemporaryPolicy()
    {
        Path = System.IO.Path.Combine(_folder, "policy.onnx");
        Random random = new(1);
        PolicyLayer[] layers =
        [
            Linear(4, 64), new ActivationLayer(PolicyActivation.ReLU),
            Linear(64, 64), new ActivationLayer(PolicyActivation.ReLU),
            Linear(64, 2),
        ];
        File.WriteAllBytes(Path, PolicyGraph.ToBytes(layers, new PolicyMetadata
        {
            ObservationShape = [4],
            ActionNames = ["left", "right"],
            Gamma = 0.99,
            Algorithm = "DQN",
        }));

        LinearLayer Linear(int inputs, int outputs) => new(Draw(inputs * outputs), Draw(outputs));

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) / 4)];
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
