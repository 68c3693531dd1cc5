using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class HLGaussDistributionTests
{
    // Four bins of width 1 with the middles 0.5, 1.5, 2.5 and 3.5, and a deviation of 0.75.
    private static readonly HLGaussDistribution Four = new(0, 4, 4);

    [Fact]
    public void A_bin_stands_for_its_middle() =>
        Assert.Equal([0.5, 1.5, 2.5, 3.5], Enumerable.Range(0, 4).Select(Four.ReturnOf));

    // Φ(4/3) = 0.908789 and Φ(8/3) = 0.996170, so that N(2, 0.75²) has 0.408789 in each inner bin, 0.087381 in each outer one, and
    // 0.992339 in all of them.
    [Fact]
    public void A_return_on_an_edge_lies_in_both_bins_beside_it() =>
        AssertHistogram(2, [0.088055f, 0.411945f, 0.411945f, 0.088055f], mean: 2);

    // Beside 2.5 the bin has Φ(2/3) − Φ(−2/3) = 0.495015, those next to it 0.229742, the first 0.022320, and all 0.976819.
    [Fact]
    public void A_return_in_the_middle_of_a_bin_lies_mostly_in_it() =>
        AssertHistogram(2.5, [0.022851f, 0.235194f, 0.506761f, 0.235194f], mean: 2.454299);

    // Four bins of twice the width, and a return twice as great.
    [Fact]
    public void The_deviation_is_in_widths_of_a_bin()
    {
        float[] histogram = new float[4];
        new HLGaussDistribution(0, 8, 4).Smooth(4, histogram);
        Assert.Equal(Histogram(2), histogram, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Throws<ArgumentException>(() => Four.Smooth(2, new float[3]));
    }

    // Equal logits have the mean 2: 1 + ½ · 2, and 1 where nothing follows, whatever the network says.
    [Fact]
    public void A_target_is_the_reward_plus_the_discounted_mean()
    {
        float[] target = new float[1];
        Four.ComputeTarget(new float[4], reward: 1, discount: 0.5f, target);
        Assert.Equal(2, target[0], 1e-6f);
        Four.ComputeTarget([float.NaN, 0, 0, 0], reward: 1, discount: 0, target);
        Assert.Equal(1, target[0]);
        Assert.True(Four.LearnsFromMeans);
    }

    [Fact]
    public void A_return_beyond_an_end_counts_as_the_end()
    {
        float[] end = Histogram(4), beyond = Histogram(400);
        Assert.Equal(end, beyond);
        Assert.Equal(1, end.Sum(), 1e-6f);
        Assert.True(end[3] > 0.8f);
    }

    [Fact]
    public void The_loss_is_the_divergence_from_the_histogram_and_its_gradient_what_is_missing()
    {
        // Equal logits: the divergence of the histogram of 2 from 1/4 each is 0.227703: Σ mᵢ log(4 mᵢ).
        float[] logits = new float[4], gradient = new float[4];
        TransitionLoss loss = Four.Evaluate(logits, [], [2], weight: 3, new(LossFunction.MeanSquaredError, 1), gradient);
        Assert.Equal(3 * 0.227703, loss.Value, 1e-5);
        Assert.Equal(2, loss.Mean, 1e-6);
        Assert.Equal(0, loss.Error, 1e-6);
        Assert.Equal(0.25f - 0.088055f, gradient[0], 1e-5f);
        Assert.Equal(0.25f - 0.411945f, gradient[1], 1e-5f);
    }

    [Theory]
    [InlineData(2, 0.01, null)]
    [InlineData(51, 1_000, null)]
    [InlineData(51, 0, "needs a Smoothing from 0.01 to 1000")]
    [InlineData(51, 1_001, "needs a Smoothing from 0.01 to 1000")]
    [InlineData(51, double.NaN, "needs a Smoothing from 0.01 to 1000")]
    [InlineData(1, 0.75, "needs at least two returns")]
    [InlineData(1, 0, "needs at least two returns")]
    public void Settings_that_make_no_histogram_are_refused(int bins, double smoothing, string? problem) =>
        Assert.Equal(problem, new HLGaussDistribution(0, 1, bins, smoothing).Problem);

    [Fact]
    public void Both_paths_compute_the_same_updates()
    {
        float[][] weights = [.. new[] { UpdatePath.Fused, UpdatePath.TorchSharp }.Select(path =>
        {
            DqnOptions options = new()
            {
                BatchSize = 32,
                DoubleQ = true,
                UpdatePath = path,
                OptimizerEpsilon = 1e-3,
                Network = new() { HiddenUnits = [24, 17], Distribution = new HLGaussDistribution(-5, 5, 21) },
            };
            using DqnLearner learner = NetworkPair.CreateLearner(
                options.Network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), options.ToLearner(), new Xoshiro256(1));
            TransitionBatch batch = Batches.Random(32, 3, 4);
            for (int i = 0; i < 20; i++)
            {
                learner.Update(batch);
                learner.UpdateTarget();
            }

            return HandMadeNetworks.Values(learner.Network);
        })];
        for (int i = 0; i < weights[0].Length; i++)
            Assert.Equal(weights[1][i], weights[0][i], 1e-5f);
    }

    private static void AssertHistogram(double value, float[] expected, double mean)
    {
        float[] histogram = Histogram(value);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], histogram[i], 2e-6f);
        Assert.Equal(mean, Four.Mean(histogram), 1e-5);
    }

    private static float[] Histogram(double value)
    {
        float[] histogram = new float[4];
        Four.Smooth(value, histogram);
        return histogram;
    }
}
