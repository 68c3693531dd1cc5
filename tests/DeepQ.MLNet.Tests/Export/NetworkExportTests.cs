using DeepQ.Learning.Distributions;
using DeepQ.Learning.Export;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Tests.Export;

public sealed class NetworkExportTests
{
    private static readonly BoxSpace Row = new([5], -2, 2);
    private static readonly BoxSpace Image = new([3, 9, 8], 0, 255, ElementType.UInt8);
    private static readonly CategoricalDistribution Categorical = new(-5, 5, 21);
    private static readonly QuantileDistribution Quantiles = new(16);
    private static readonly ImplicitQuantileDistribution Implicit = new();

    private static readonly Dictionary<string, NetworkOptions> Rows = new()
    {
        ["linear"] = new() { HiddenUnits = [] },
        ["ReLU"] = new(),
        ["Tanh, layer norm"] = new() { Activation = PolicyActivation.Tanh, LayerNorm = true },
        ["SiLU, dueling"] = new() { Activation = PolicyActivation.SiLU, Dueling = true },
        ["noisy"] = new() { Noisy = true },
        ["spectral"] = new() { SpectralNorm = SpectralNormalization.Hidden, Dueling = true },
        ["C51"] = new() { Distribution = Categorical },
        ["C51, dueling, noisy"] = new() { Distribution = Categorical, Dueling = true, Noisy = true },
        ["QR-DQN"] = new() { Distribution = Quantiles },
        ["QR-DQN, dueling, noisy"] = new() { Distribution = Quantiles, Dueling = true, Noisy = true },
        ["IQN"] = new() { Distribution = Implicit },
        ["bootstrapped, dueling"] = new() { Distribution = new BootstrappedEnsemble(5), Dueling = true },
        ["REM"] = new() { Distribution = new RandomEnsembleMixture(6) },
        ["IQN, linear"] = new() { Distribution = Implicit, HiddenUnits = [] },
        ["IQN, dueling, layer norm"] = new() { Distribution = Implicit, Dueling = true, LayerNorm = true },
    };

    private static readonly Dictionary<string, NetworkOptions> Images = new()
    {
        ["no convolution"] = new(),
        ["small"] = new() { Convolutions = ConvolutionShape.Small, HiddenUnits = [128] },
        ["padded, strided, IQN"] = new() { Convolutions = [new(4, 3, 2, 1), new(6, 2)], Distribution = Implicit },
        ["padded by more than a kernel"] = new() { Convolutions = [new(5, 2, 1, 3), new(4, 1, 2, 2), new(16, 3, 4, 5)] },
        ["steps over what no kernel sees"] = new() { Convolutions = [new(5, 2, 4), new(3, 1, 3)] },
        ["layer norm of places"] = new() { Convolutions = [new(5, 2)], ConvolutionNorm = ConvolutionNormalization.Channels },
        ["layer norm of images"] = new() { Convolutions = [new(16, 2), new(5, 2)], ConvolutionNorm = ConvolutionNormalization.Image },
        ["spectral"] = new() { Convolutions = [new(5, 2), new(4, 2)], SpectralNorm = SpectralNormalization.Hidden },
        ["dueling, C51"] = new() { Convolutions = [new(4, 3, 2)], Distribution = Categorical, Dueling = true },
    };

    public static TheoryData<string> RowNames => [.. Rows.Keys];

    public static TheoryData<string> ImageNames => [.. Images.Keys];

    [Theory]
    [MemberData(nameof(RowNames))]
    public void The_exported_network_of_rows_computes_the_same(string variant) => AssertSame(Row, Rows[variant]);

    [Theory]
    [MemberData(nameof(ImageNames))]
    public void The_exported_network_of_images_computes_the_same(string variant) => AssertSame(Image, Images[variant]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 255)]
    [InlineData(7, 200)]
    public void The_exported_network_divides_bytes_by_their_bounds_as_it_does_itself(float first, float others)
    {
        float[] high = [first, .. Enumerable.Repeat(others, (3 * 9 * 8) - 1)];
        AssertSame(new BoxSpace([3, 9, 8], new float[high.Length], high, ElementType.UInt8), Images["small"]);
        AssertSame(new BoxSpace([high.Length], new float[high.Length], high, ElementType.UInt8), Rows["ReLU"]);
    }

    [Fact]
    public void The_exported_Nature_network_computes_the_same() => AssertSame(
        new BoxSpace([4, 84, 84], 0, 255, ElementType.UInt8),
        new NetworkOptions { Convolutions = ConvolutionShape.Nature, HiddenUnits = [512], Dueling = true });

    [Fact]
    public void The_exported_network_of_BCQ_computes_the_same_and_leaves_out_what_is_unlikely()
    {
        using QNetwork network = new ConstrainedQNetwork(
            Rows["QR-DQN"].CreateNetwork(Row, 3, new Xoshiro256(1)),
            Rows["SiLU, dueling"].CreateNetwork(Row, 3, new Xoshiro256(2)),
            threshold: 0.9);
        AssertSame(Row, network);
    }

    private static void AssertSame(BoxSpace observations, NetworkOptions options)
    {
        using QNetwork network = options.CreateNetwork(observations, 3, new Xoshiro256(1));
        AssertSame(observations, network);
    }

    private static void AssertSame(BoxSpace observations, QNetwork network)
    {
        network.ResampleNoise(new Xoshiro256(2));
        using OnnxPolicy policy = OnnxPolicy.Load(PolicyExport.ToOnnx(network, new PolicyMetadata
        {
            ObservationShape = observations.Shape,
            ActionNames = ["left", "right", "stay"],
            Gamma = 0.99,
            Algorithm = "DQN",
        }));
        VerificationReport report = OnnxVerifier.Compare(
            Run, PolicyExport.ToFunction(network), observations.Low, observations.High, new Xoshiro256(3));
        Assert.True(report.Passed, report.ToString());

        (float[] QValues, long[] Actions) Run(float[] states, int batch)
        {
            float[] qValues = new float[batch * 3];
            int[] actions = new int[batch];
            policy.Evaluate(states, qValues, actions);
            return (qValues, Array.ConvertAll(actions, action => (long)action));
        }
    }
}
