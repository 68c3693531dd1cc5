using DeepQ.Learning.Distributions;
using DeepQ.Learning.Export;
using DeepQ.Learning.Networks;
using DeepQ.MLNet.Trainer;
using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Policies;
using TorchSharp.Modules;

namespace DeepQ.MLNet.Tests.Trainer;

/// <summary>A policy becomes a network again, with the weights that it was exported from.</summary>
public sealed class WarmStartNetworkTests
{
    private static readonly BoxSpace Row = new([5], -2, 2);
    private static readonly BoxSpace Image = new([3, 9, 8], 0, 255);
    private static readonly DiscreteSpace Actions = new("left", "right", "stay");
    private static readonly CategoricalDistribution Categorical = new(-5, 5, 21);

    private static readonly Dictionary<string, NetworkOptions> Networks = new()
    {
        ["linear"] = new() { HiddenUnits = [] },
        ["ReLU"] = new(),
        ["Tanh, layer norm"] = new() { Activation = PolicyActivation.Tanh, LayerNorm = true },
        ["SiLU, dueling"] = new() { Activation = PolicyActivation.SiLU, Dueling = true },
        ["C51"] = new() { Distribution = Categorical },
        ["C51, dueling, layer norm"] = new() { Distribution = Categorical, Dueling = true, LayerNorm = true },
        ["convolutions"] = new() { Convolutions = [new(4, 3, 2, 1), new(6, 2)], HiddenUnits = [16] },
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_weight_comes_back_bit_for_bit(string name)
    {
        using QNetwork source = Drawn(Networks[name], seed: 1);
        using QNetwork read = Read(Export(source), Networks[name]);
        Assert.Equal(Weights(source), Weights(read));
    }

    [Fact]
    public void Of_noisy_layers_the_means_come_back()
    {
        NetworkOptions noisy = new() { Noisy = true, Dueling = true };
        using QNetwork source = Drawn(noisy, seed: 1);
        using QNetwork read = Read(Export(source), noisy);
        Assert.Equal(Means(source), Means(read));
        // Not to the bit: the order in which torch sums depends on where the weights lie.
        foreach ((float expected, float actual) in Values(source).Zip(Values(read)))
            Assert.Equal(expected, actual, 1e-6f);

        static float[] Means(QNetwork network) =>
            Weights(network, name => !name.Contains("Scale", StringComparison.Ordinal));
    }

    [Fact]
    public void Quantiles_come_back_where_the_file_has_them_as_an_output()
    {
        NetworkOptions quantiles = new() { Distribution = new QuantileDistribution(8), Dueling = true };
        using QNetwork source = Drawn(quantiles, seed: 1);
        using QNetwork read = Read(Export(source, new() { Distribution = true }), quantiles);
        Assert.Equal(Weights(source), Weights(read));
        AssertRefused(source, quantiles, "The file of a policy of quantiles keeps only their means");
    }

    [Fact]
    public void Both_networks_of_BCQ_come_back()
    {
        NetworkOptions options = new() { Distribution = Categorical };
        using QNetwork source = new ConstrainedQNetwork(Drawn(options, seed: 1), Drawn(new(), seed: 2), threshold: 0.3);
        using QNetwork read = Read(Export(source), options);
        Assert.Equal(Weights(source), Weights(read));
    }

    [Fact]
    public void A_policy_whose_tensors_were_renamed_is_the_same()
    {
        using QNetwork source = Drawn(new(), seed: 1);
        byte[] renamed = OnnxRename.InputsAndOutputs(
            Export(source), new Dictionary<string, string> { ["State"] = "Sensors", ["QValues"] = "Values" });
        using QNetwork read = Read(renamed, new());
        Assert.Equal(Weights(source), Weights(read));
    }

    [Fact]
    public void What_does_not_match_is_named()
    {
        using QNetwork source = Drawn(new(), seed: 1);
        AssertRefused(source, new() { HiddenUnits = [64, 32] }, Shapes("layer2", "(64, 64)", "(32, 64)"));
        AssertRefused(source, new() { HiddenUnits = [64, 64, 64] }, Shapes("layer4", "(3, 64)", "(64, 64)"));
        AssertRefused(source, new() { HiddenUnits = [64] }, Shapes("layer2", "(64, 64)", "(3, 64)"));
        AssertRefused(
            source,
            new() { Activation = PolicyActivation.Tanh },
            "it computes 'layer3.output' with Relu of layer2.output, but the settings with Tanh");
        AssertRefused(source, new() { Dueling = true }, "it has no 'layer2.value0.weight'");
        using QNetwork atoms = Drawn(new() { Distribution = Categorical }, seed: 1);
        AssertRefused(
            atoms,
            new() { Distribution = new CategoricalDistribution(-1, 1, 21) },
            "'layer5.returns' has other values");
        NetworkOptions implicitQuantiles = new() { Distribution = new ImplicitQuantileDistribution() };
        AssertRefused(source, implicitQuantiles, "continue from a TrainingResult");
        using QNetwork other = Drawn(implicitQuantiles, seed: 1);
        AssertRefused(other, new(), "it has no 'layer");

        static string Shapes(string layer, string file, string settings) =>
            $"its '{layer}.weight' has the shape {file}, but the settings describe {settings}.";
    }

    [Fact]
    public void Rounded_weights_are_refused()
    {
        using QNetwork source = Drawn(new(), seed: 1);
        AssertRefused(OnnxCompression.ToFloat16(Export(source)), new(), "its weights were rounded to 16 or 8 bits.");
        AssertRefused(OnnxCompression.ToInt8(Export(source)), new(), "its weights were rounded to 16 or 8 bits.");
    }

    [Fact]
    public void Other_observations_are_refused()
    {
        using QNetwork source = Drawn(new(), seed: 1);
        using OnnxPolicy policy = OnnxPolicy.Load(Export(source));
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            WarmStart.ToNetwork(policy, new DqnOptions(), new BoxSpace([4], 0, 1), Actions));
        Assert.Equal("The earlier policy takes 5 values per state, but the table has 4.", error.Message);
    }

    private static BoxSpace Space(NetworkOptions options) => options.Convolutions.Count > 0 ? Image : Row;

    private static QNetwork Drawn(NetworkOptions options, ulong seed)
    {
        QNetwork network = options.CreateNetwork(Space(options), Actions.Count, new Xoshiro256(seed));
        // Layer norm begins with ones and zeros, by which gains and biases of two layers would look alike.
        Xoshiro256 random = new(seed + 100);
        using IDisposable frozen = TorchSharp.torch.no_grad();
        foreach (Parameter parameter in network.parameters())
        {
            float[] values = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => random.NextSingle() - 0.5f)];
            using TorchSharp.torch.Tensor source = TorchSharp.torch.tensor(values, parameter.shape);
            parameter.copy_(source);
        }

        network.eval();
        return network;
    }

    private static byte[] Export(QNetwork network, PolicyGraphOptions? options = null) => PolicyExport.ToOnnx(
        network,
        new PolicyMetadata
        {
            ObservationShape = network.ObservationSize == Row.Size ? Row.Shape : Image.Shape,
            ActionNames = Actions.Names,
            Gamma = 0.99,
            Algorithm = "DQN",
        },
        options);

    private static QNetwork Read(byte[] model, NetworkOptions options)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        DqnOptions settings = new() { Network = options };
        QNetwork network = WarmStart.ToNetwork(policy, settings, Space(options), Actions);
        network.eval();
        return network;
    }

    private static float[] Weights(QNetwork network, Func<string, bool>? isAsked = null) =>
    [
        .. network.named_parameters()
            .Where(entry => isAsked?.Invoke(entry.name) ?? true)
            .SelectMany(entry => entry.parameter.detach().data<float>().ToArray()),
    ];

    private static float[] Values(QNetwork network)
    {
        float[] qValues = new float[3];
        network.QValues([1, -1, 0.5f, 2, 0], qValues);
        return qValues;
    }

    private static void AssertRefused(QNetwork source, NetworkOptions options, string message) =>
        AssertRefused(Export(source), options, message);

    private static void AssertRefused(byte[] model, NetworkOptions options, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Read(model, options).Dispose());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
