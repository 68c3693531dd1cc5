using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Tests.Training;

public sealed class DqnOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => new DqnOptions().Validate();

    [Fact]
    public void Every_broken_setting_of_the_network_is_named()
    {
        DqnOptions options = new()
        {
            Network = new()
            {
                Convolutions = [new(16, 0)],
                ConvolutionNorm = (ConvolutionNormalization)9,
                NoiseScale = -1,
                Distribution = new CategoricalDistribution(1, -1),
            },
            CreateNetwork = (_, _, _) => throw new InvalidOperationException(),
            WeightDecay = 0.1,
        };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        string[] lines =
        [
            "Convolutions must have positive channels, kernels and strides, and no negative padding; it is " +
                "(ConvolutionShape { Channels = 16, Kernel = 0, Stride = 1, Padding = 0 }).",
            "ConvolutionNorm must be one of the normalizations; it is 9.",
            "NoiseScale must be positive; it is -1.",
            "Distribution needs a finite minimum below its finite maximum; " +
                "it is CategoricalDistribution { Minimum = 1, Maximum = -1, Atoms = 51 }.",
            "Distribution must be ValueDistribution.Point with CreateNetwork, whose custom network outputs Q-values; " +
                "it is CategoricalDistribution { Minimum = 1, Maximum = -1, Atoms = 51 }.",
            "WeightDecay must be 0 with Adam: only AdamW decays weights separately from the gradient; it is 0.1.",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_schedule_that_leaves_its_range_is_named(double value)
    {
        DqnOptions options = new() { Epsilon = value, PrioritizedReplay = new() { Beta = value } };
        options.LearningRate = new LinearSchedule(1e-3, -1e-3, 300);
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("Epsilon must be in [0, 1]", message, StringComparison.Ordinal);
        Assert.Contains("PrioritizedReplay.Beta must be in [0, 1]", message, StringComparison.Ordinal);
        Assert.Contains("LearningRate must not become negative; it is -0.001.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_setting_is_named_at_once()
    {
        DqnOptions options = new()
        {
            HiddenUnits = [64, 0],
            Gamma = 1.5,
            LearningRate = 0,
            BatchSize = 8,
            ReplayCapacity = 4,
            NStep = 0,
            DoubleQ = true,
            Munchausen = new MunchausenOptions { Scale = 1, Temperature = 0, Floor = 0 },
            TargetUpdateRate = 0,
            PrioritizedReplay = new PrioritizedReplayOptions { Alpha = 2, Beta = null!, Epsilon = 0 },
            EpsilonSpread = -1,
            Temperature = null!,
            Epsilon = null!,
            TargetReturn = double.NaN,
        };
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DqnTrainer(options));
        string[] lines =
        [
            "HiddenUnits must have positive widths; it is (64, 0).",
            "Gamma must be in [0, 1]; it is 1.5.",
            "NStep must be positive; it is 0.",
            "Munchausen.Scale must be in [0, 1); it is 1.",
            "Munchausen.Temperature must be positive and finite; it is 0.",
            "Munchausen.Floor must be negative; it is 0.",
            "TargetUpdateRate must be above 0 and at most 1; it is 0.",
            "PrioritizedReplay.Alpha must be in [0, 1]; it is 2.",
            "PrioritizedReplay.Epsilon must be positive and finite; it is 0.",
            "EpsilonSpread must be finite and not negative; it is -1.",
            "TargetReturn must be finite; it is NaN.",
            "LearningRate must be positive; it is 0.",
            "DoubleQ must be false with Munchausen targets, which have no maximum for another network to choose; it is True.",
            "ReplayCapacity must hold at least a batch of 8; it is 4.",
            "PrioritizedReplay.Beta must be a schedule; it is null.",
            "Epsilon must be a schedule; it is null.",
            "Temperature must be a schedule; it is null.",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), error.Message);
    }
}
