using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Training;

internal sealed partial class DqnSettingsCheck
{
    private void RequireNetwork(DqnOptions options)
    {
        if (options.Network is not { } network)
        {
            Require(false, "be set: new NetworkOptions() has the defaults", options.Network);
            return;
        }

        Require(
            network.HiddenUnits is { } units && units.All(width => width > 0),
            "have positive widths",
            network.HiddenUnits is { } widths ? $"({string.Join(", ", widths)})" : "null",
            "HiddenUnits");
        Require(
            network.Convolutions is { } convolutions && convolutions.All(shape => shape is
            {
                Channels: > 0, Kernel: > 0, Stride: > 0, Padding: >= 0
            }),
            "have positive channels, kernels and strides, and no negative padding",
            network.Convolutions is { } shapes ? $"({string.Join(", ", shapes)})" : "null",
            "Convolutions");
        Require(Enum.IsDefined(network.Activation), "be one of the activations", network.Activation);
        Require(Enum.IsDefined(network.ConvolutionNorm), "be one of the normalizations", network.ConvolutionNorm);
        Require(network.NoiseScale > 0 && double.IsFinite(network.NoiseScale), "be positive", network.NoiseScale);
        Require(Enum.IsDefined(network.SpectralNorm), "be one of the normalizations", network.SpectralNorm);
        Require(
            !network.Noisy || network.SpectralNorm != SpectralNormalization.Hidden,
            "be None or Convolutions with Noisy, whose hidden layers have noise",
            network.SpectralNorm);
        RequireDistribution(options, network.Distribution);
    }

    private void RequireDistribution(DqnOptions options, ValueDistribution? distribution)
    {
        if (distribution is null)
        {
            Fail("Distribution must not be null: use ValueDistribution.Point for Q-values.");
            return;
        }

        if (distribution.Problem is { } problem)
            Fail($"Distribution {problem}; it is {distribution}.");
        Require(
            options.CreateNetwork is null || distribution == ValueDistribution.Point,
            "be ValueDistribution.Point with CreateNetwork, whose custom network outputs Q-values",
            distribution,
            "Distribution");
        Require(
            options.TargetRule is null || options.TargetRule.ChoosesNextAction || distribution.LearnsFromMeans,
            "be ValueDistribution.Point with a TargetRule that does not choose one action of the next state",
            distribution,
            "Distribution");
    }

    // At the start and at the end of the steps.
    private void RequireSchedule(Schedule? schedule, double least, double most, long steps, string name)
    {
        if (schedule is null)
        {
            Require(false, "be a schedule", schedule, name);
            return;
        }

        string rule = most == double.MaxValue ? "not be negative, and finite" : $"be in [{least}, {most}]";
        schedule = schedule.Over(Math.Max(steps, 0));
        foreach (double value in (double[])[schedule.At(0), schedule.At(Math.Max(steps, 0))])
        {
            if (value >= least && value <= most)
                continue;
            Require(false, rule, value, name);
            return;
        }
    }

    private void RequireOptimizer(DqnOptions options)
    {
        Require(options.Optimizer is not null, "be an optimizer", options.Optimizer);
        long steps = Math.Max(options.Steps, options.Updates);
        Schedule? learningRate = options.LearningRate?.Over(steps);
        double? rate = learningRate?.At(0);
        Require(rate > 0 && double.IsFinite(rate.Value), "be positive", rate, nameof(options.LearningRate));
        double? last = learningRate?.At(steps);
        Require(rate is null || !(last < 0), "not become negative", last, nameof(options.LearningRate));
        Require(
            options.WeightDecay <= 0 || options.Optimizer is null or { DecaysWeights: true },
            $"be 0 with {options.Optimizer}: only AdamW decays weights separately from the gradient",
            options.WeightDecay);
    }

    private void RequireOfflineAlgorithm(DqnOptions options)
    {
        Require(options.OfflineAlgorithm is not null, "be one of the algorithms", options.OfflineAlgorithm);
        if (options.Network is not null && options.OfflineAlgorithm?.FindProblem(options.ToOffline()) is { } problem)
            Fail($"OfflineAlgorithm {problem}; it is {options.OfflineAlgorithm}.");
        Require(
            options.Validation is null or { Fraction: > 0 and < 1, Interval: > 0, FittedQUpdates: > 0 },
            "have a Fraction above 0 and below 1 and positive numbers of updates",
            options.Validation);
    }
}
