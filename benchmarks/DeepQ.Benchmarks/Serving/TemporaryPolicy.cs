using DeepQ.Onnx.Policies;

namespace DeepQ.Benchmarks;

/// <summary>A policy with two hidden layers in a file that goes when this does. No torch is needed to make it.</summary>
internal sealed class TemporaryPolicy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-").FullName;

    /// <param name="width">The units of a hidden layer.</param>
    public TemporaryPolicy(int width = 64)
    {
        Path = System.IO.Path.Combine(_folder, "policy.onnx");
        Random random = new(1);
        PolicyLayer[] layers =
        [
            Linear(4, width), new ActivationLayer(PolicyActivation.ReLU),
            Linear(width, width), new ActivationLayer(PolicyActivation.ReLU),
            Linear(width, 2),
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
