using System.Text.Json;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Import;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Import;

/// <summary>Files that PyTorch wrote, with what its networks gave: see make.py beside them.</summary>
public sealed class ImportedNetworkTests : IDisposable
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Assets", "Import");
    private static readonly BoxSpace Row = new([4], -5, 5);
    private static readonly DiscreteSpace Two = new(2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sb3-dqn-mlp.zip", "DQN of Stable-Baselines3", new[] { 8, 6 })]
    [InlineData("sb3-qrdqn-mlp.zip", "QR-DQN of sb3-contrib", new[] { 8 })]
    [InlineData("cleanrl-dqn.cleanrl_model", "CleanRL, and DeepQ", new[] { 12, 8 })]
    [InlineData("cleanrl-c51.cleanrl_model", "CleanRL, and DeepQ", new[] { 12 })]
    public void A_network_of_Python_gives_what_it_gave_there(string file, string library, int[] hiddenUnits)
    {
        using ImportedNetwork imported = ImportedNetwork.Read(Path.Combine(Files, file), Row, Two);
        Assert.Equal(library, imported.Library);
        Assert.Equal(hiddenUnits, imported.Options.HiddenUnits);
        AssertGives(file, imported.Network, States());
    }

    [Fact]
    public void Pixels_go_through_the_convolutions_divided_by_their_bounds()
    {
        const string file = "sb3-dqn-cnn.zip";
        BoxSpace pixels = new([2, 9, 8], 0, 255, ElementType.UInt8);
        ImportOptions options = new() { Convolutions = [new(4, 3, 2), new(5, 2)] };
        using ImportedNetwork imported = ImportedNetwork.Read(Path.Combine(Files, file), pixels, new DiscreteSpace(3), options);
        AssertGives(file, imported.Network, [.. Enumerable.Range(0, 2 * 2 * 9 * 8).Select(i => (float)(i % 256))]);
    }

    [Fact]
    public void Numbers_of_64_bits_in_another_order_are_read_by_a_prefix()
    {
        const string file = "own-double-strided.pth";
        string path = Path.Combine(Files, file);
        Assert.Contains(
            "my.layers.0.weight (8, 4)",
            Assert.Throws<InvalidDataException>(() => ImportedNetwork.Read(path, Row, Two)).Message,
            StringComparison.Ordinal);
        using ImportedNetwork imported = ImportedNetwork.Read(path, Row, Two, new ImportOptions { Prefix = "my.layers." });
        AssertGives(file, imported.Network, States());
    }

    [Fact]
    public void What_was_trained_elsewhere_goes_on_learning_here()
    {
        using ImportedNetwork imported = ImportedNetwork.Read(Path.Combine(Files, "cleanrl-dqn.cleanrl_model"), new CartPole().ObservationSpace, Two);
        DqnOptions options = new()
        {
            Network = imported.Options,
            InitialNetwork = imported.Network,
            NormalizeObservations = false,
            Steps = 400,
            LearningStarts = 100,
            LearningRate = 1e-9,
        };
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new CartPole()], new Xoshiro256(1)), null, new Xoshiro256(2));
        float[] before = new float[6], after = new float[6];
        imported.Network.QValues(States(), before);
        result.Network.QValues(States(), after);
        Assert.True(result.Updates > 0);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i], after[i], 1e-4f);
    }

    [Fact]
    public void What_does_not_match_is_named_layer_by_layer()
    {
        string message = Assert.Throws<InvalidDataException>(() =>
            ImportedNetwork.Read(Path.Combine(Files, "sb3-dqn-mlp.zip"), new BoxSpace([5], -1, 1), Two)).Message;
        Assert.EndsWith("layer 0 must be (8, 5), but the file has q_net.q_net.0.weight (8, 4).", message, StringComparison.Ordinal);
        Assert.EndsWith(
            "ends with q_net.q_net.4.weight (2, 6), but there are 3 actions.",
            Assert.Throws<InvalidDataException>(() => ImportedNetwork.Read(Path.Combine(Files, "sb3-dqn-mlp.zip"), Row, new DiscreteSpace(3))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_written_by_the_names_of_torch_and_read_again()
    {
        string path = _folder["policy.safetensors"];
        NetworkOptions options = new() { Convolutions = [new(4, 3, 2), new(5, 2)], HiddenUnits = [6] };
        BoxSpace pixels = new([2, 9, 8], 0, 255, ElementType.UInt8);
        using QNetwork network = options.CreateNetwork(pixels, 3, new Xoshiro256(4));
        ImportedNetwork.Save(path, network);
        Assert.Equal(
            ["network.0.weight (4, 2, 3, 3)", "network.0.bias (4)", "network.2.weight (5, 4, 2, 2)", "network.2.bias (5)",
             "network.5.weight (6, 30)", "network.5.bias (6)", "network.7.weight (3, 6)", "network.7.bias (3)"],
            TensorFile.Read(path).Select(tensor => $"{tensor}"));
        using ImportedNetwork again = ImportedNetwork.Read(
            path, pixels, new DiscreteSpace(3), new ImportOptions { Convolutions = options.Convolutions });
        Assert.Equal(HandMadeNetworks.Values(network), HandMadeNetworks.Values(again.Network));

        using QNetwork dueling = new NetworkOptions { Dueling = true }.CreateNetwork(Row, 2, new Xoshiro256(4));
        Assert.Throws<NotSupportedException>(() => ImportedNetwork.Save(path, dueling));
    }

    private static float[] States() => [.. Enumerable.Range(0, 12).Select(i => -1 + (2 * i / 11f))];

    private static void AssertGives(string file, QNetwork network, float[] states)
    {
        using JsonDocument all = JsonDocument.Parse(File.ReadAllText(Path.Combine(Files, "expected.json")));
        float[] expected = [.. all.RootElement.GetProperty(file).EnumerateArray().Select(value => value.GetSingle())];
        float[] actual = new float[expected.Length];
        network.QValues(states, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-5f);
    }
}
