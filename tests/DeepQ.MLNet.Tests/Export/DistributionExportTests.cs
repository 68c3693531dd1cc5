using DeepQ.Learning.Distributions;
using DeepQ.Learning.Export;
using DeepQ.Learning.Networks;
using DeepQ.Onnx.Policies;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>Holds the optional outputs of the ONNX file against the network that it was written from.</summary>
public sealed class DistributionExportTests
{
    private const int Rows = 64;
    private const int Actions = 3;
    private static readonly BoxSpace States = new([5], -2, 2);
    private static readonly ImplicitQuantileDistribution Implicit = new(8, 8, 16, 32);

    private static readonly Dictionary<string, NetworkOptions> Networks = new()
    {
        ["C51"] = new() { Distribution = new CategoricalDistribution(-5, 5, 21) },
        ["C51, dueling, noisy"] =
            new() { Distribution = new CategoricalDistribution(-5, 5, 21), Dueling = true, Noisy = true },
        ["QR-DQN"] = new() { Distribution = new QuantileDistribution(16) },
        ["QR-DQN, dueling"] = new() { Distribution = new QuantileDistribution(16), Dueling = true },
        ["bootstrapped"] = new() { Distribution = new BootstrappedEnsemble(5) },
        ["REM, dueling"] = new() { Distribution = new RandomEnsembleMixture(7), Dueling = true },
        ["IQN"] = new() { Distribution = Implicit },
        ["IQN, dueling, layer norm"] = new() { Distribution = Implicit, Dueling = true, LayerNorm = true },
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_distribution_of_the_file_is_that_of_the_network(string name)
    {
        using QNetwork network = Create(Networks[name]);
        float[] states = Draw();

        (float[] actual, float[] qValues) = Run(network, states, new() { Distribution = true }, "Distribution", "QValues");

        float[] expected = Distribution(network, states);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
        AssertMeans(Networks[name].Distribution!, actual, qValues);
    }

    [Fact]
    public void The_uncertainty_is_the_standard_deviation_over_the_heads()
    {
        using QNetwork network = Create(new() { Distribution = new BootstrappedEnsemble(5), Dueling = true });
        float[] states = Draw();

        (float[] uncertainties, float[] heads) =
            Run(network, states, new() { Distribution = true, Uncertainty = true }, "Uncertainty", "Distribution");

        Assert.Equal(Rows * Actions, uncertainties.Length);
        for (int i = 0; i < uncertainties.Length; i++)
        {
            float[] own = heads[(i * 5)..((i + 1) * 5)];
            float mean = own.Average();
            Assert.Equal(Math.Sqrt(own.Average(value => (value - mean) * (value - mean))), uncertainties[i], 1e-5);
        }

        Assert.Throws<ArgumentException>(() => Run(Create(new()), states, new() { Uncertainty = true }, "Uncertainty", "QValues"));
    }

    [Fact]
    public void A_constrained_network_keeps_the_distribution_of_its_values()
    {
        NetworkOptions options = new() { Distribution = new QuantileDistribution(8) };
        using ConstrainedQNetwork network = new(Create(options), Create(new()), threshold: 0.3);
        float[] states = Draw();

        (float[] actual, float[] qValues) = Run(network, states, new() { Distribution = true }, "Distribution", "QValues");

        float[] expected = Distribution(network.Values, states), constrained = new float[Rows * Actions];
        network.QValues(states, constrained);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
        for (int i = 0; i < constrained.Length; i++)
            Assert.Equal(constrained[i], qValues[i], 1e-5f);
    }

    [Fact]
    public void The_margin_is_how_far_the_best_action_is_ahead_of_the_next()
    {
        using QNetwork network = Create(new());
        float[] states = Draw();

        (float[] margins, float[] qValues) = Run(network, states, new() { Margin = true }, "Margin", "QValues");

        float[] expected = new float[Rows * Actions];
        network.QValues(states, expected);
        for (int row = 0; row < Rows; row++)
        {
            float[] sorted = [.. expected.AsSpan(row * Actions, Actions).ToArray().OrderDescending()];
            Assert.Equal(sorted[0] - sorted[1], margins[row], 1e-5f);
        }

        Assert.Equal(Rows * Actions, qValues.Length);
    }

    private static QNetwork Create(NetworkOptions options)
    {
        QNetwork network = options.CreateNetwork(States, Actions, new Xoshiro256(1));
        // Noise acts in training only; the file is of the mean weights.
        network.ResampleNoise(new Xoshiro256(2));
        network.eval();
        return network;
    }

    private static float[] Draw()
    {
        Xoshiro256 random = new(3);
        return [.. Enumerable.Range(0, Rows * States.Size).Select(_ => (4 * random.NextSingle()) - 2)];
    }

    // Of C51 the network learns logits, of QR-DQN quantiles; IQN is asked at the fractions that it acts by.
    private static float[] Distribution(QNetwork network, float[] states)
    {
        using IDisposable frozen = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor input = torch.tensor(states, [Rows, States.Size]);
        torch.Tensor values = network switch
        {
            ImplicitQuantileQNetwork implicitQuantiles => implicitQuantiles.Quantiles(
                input, torch.tensor(QuantileDistribution.Midpoints(Implicit.ActingSamples), [1, Implicit.ActingSamples])),
            { Distribution: CategoricalDistribution } => network.Outputs(input).view(Rows, Actions, -1).softmax(2),
            _ => network.Outputs(input).view(Rows, Actions, -1),
        };
        return values.contiguous().data<float>().ToArray();
    }

    private static (float[], float[]) Run(
        QNetwork network, float[] states, PolicyGraphOptions options, string first, string second)
    {
        byte[] model = PolicyExport.ToOnnx(
            network,
            new PolicyMetadata
            {
                ObservationShape = States.Shape,
                ActionNames = ["left", "right", "stay"],
                Gamma = 0.99,
                Algorithm = "DQN",
            },
            options);
        using InferenceSession session = new(model);
        using RunOptions runOptions = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(states, [Rows, States.Size]);
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(runOptions, ["State"], [input], [first, second]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>The Q-values of the file are the means of its own distributions.</summary>
    private static void AssertMeans(ValueDistribution distribution, float[] values, float[] qValues)
    {
        int size = values.Length / qValues.Length;
        for (int i = 0; i < qValues.Length; i++)
        {
            ReadOnlySpan<float> own = values.AsSpan(i * size, size);
            double mean = 0;
            for (int j = 0; j < size; j++)
                mean += distribution is CategoricalDistribution ? own[j] * (-5 + (0.5 * j)) : own[j] / (double)size;
            Assert.Equal(mean, qValues[i], 1e-5);
        }
    }
}
