using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

public sealed class WeightAverageTests
{
    [Fact]
    public void The_average_goes_one_part_in_the_share_of_the_updates_so_far()
    {
        // With a half: 1 / (½ t), at most 1.
        WeightAverage average = new(0.5);
        Assert.False(average.HasBegun);
        Assert.Equal([1, 1, 2 / 3.0, 0.5, 0.4], Enumerable.Range(0, 5).Select(_ => average.Count()));
        Assert.True(average.HasBegun);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(1)]
    public void The_mean_age_of_what_is_averaged_is_that_share_over_one_and_itself(double share)
    {
        const int Updates = 20_000;
        WeightAverage average = new(share);
        double mean = 0;
        int moves = 0;
        for (int update = 1; update <= Updates; update++)
        {
            double rate = average.Count();
            moves += rate > 0 ? 1 : 0;
            mean += rate * (update - mean);
        }

        // Weights of t^(1/c − 1) have their mean at 1 / (1 + c) of the way; the average moves a hundred times in its reach.
        Assert.Equal(share / (1 + share), (Updates - mean) / Updates, share * 0.02);
        Assert.InRange(moves, 1, Math.Max(Updates / 10, (int)(100 / share * 12)));
    }

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void What_is_evaluated_is_the_average_of_the_weights_after_each_update(UpdatePath path)
    {
        using DqnLearner learner = Learner(0.5, path);
        List<float[]> weights = [];
        for (int i = 0; i < 4; i++)
        {
            learner.Update(Batches.Random(8, 3, 2));
            weights.Add(HandMadeNetworks.Values(learner.Network));
        }

        // The second is copied; then 2/3 of the third and a half of the fourth.
        float[] expected = [.. weights[1].Select((two, i) => (((two + (2 * weights[2][i])) / 3) + weights[3][i]) / 2)];
        using QNetwork average = learner.CopyAverage();
        float[] actual = HandMadeNetworks.Values(average);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f);

        float[] evaluated = new float[2], copied = new float[2];
        learner.BeginEvaluation().QValues((ReadOnlySpan<float>)[0.3f, -0.2f, 0.9f], evaluated);
        average.QValues([0.3f, -0.2f, 0.9f], copied);
        Assert.Equal(copied[0], evaluated[0], 1e-5f);
        Assert.Equal(copied[1], evaluated[1], 1e-5f);
    }

    [Theory]
    [InlineData(UpdatePath.Fused, 0.05)]
    [InlineData(UpdatePath.Fused, 0)]
    [InlineData(UpdatePath.TorchSharp, 0.05)]
    [InlineData(UpdatePath.TorchSharp, 0)]
    public void What_is_evaluated_has_no_noise(UpdatePath path, double share)
    {
        using DqnLearner learner = Learner(share, path, noisy: true);
        TransitionBatch batch = Batches.Random(8, 3, 2);
        learner.Update(batch);
        learner.Values.ResampleNoise(new Xoshiro256(5));
        float[] evaluated = new float[2], noisy = new float[2], greedy = new float[2];
        learner.BeginEvaluation().QValues((ReadOnlySpan<float>)[1, 2, 3], evaluated);
        learner.Values.QValues((ReadOnlySpan<float>)[1, 2, 3], noisy);
        using QNetwork network = learner.CopyAverage();
        network.eval();
        network.Exploring = false;
        network.QValues([1, 2, 3], greedy);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(greedy[i], evaluated[i], 1e-5f);
            Assert.True(Math.Abs(noisy[i] - evaluated[i]) > 1e-3f);
        }
    }

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void An_average_that_begins_anew_begins_with_the_weights_as_they_are(UpdatePath path)
    {
        using DqnLearner learner = Learner(0.1, path);
        for (int i = 0; i < 30; i++)
            learner.Update(Batches.Random(8, 3, 2));
        learner.BeginAnew(null);
        using QNetwork before = learner.CopyAverage();
        Assert.NotEqual(HandMadeNetworks.Values(learner.Network), HandMadeNetworks.Values(before));
        learner.RestartAverage();
        using QNetwork average = learner.CopyAverage();
        Assert.Equal(HandMadeNetworks.Values(learner.Network), HandMadeNetworks.Values(average));
        learner.Update(Batches.Random(8, 3, 2));
        using QNetwork next = learner.CopyAverage();
        Assert.Equal(HandMadeNetworks.Values(learner.Network), HandMadeNetworks.Values(next));
    }

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void A_saved_average_goes_on_bit_for_bit(UpdatePath path)
    {
        using DqnLearner learner = Learner(0.1, path), other = Learner(0.1, path);
        for (int i = 0; i < 30; i++)
            learner.Update(Batches.Random(8, 3, 2));
        using MemoryStream file = new();
        learner.Save(new BinaryWriter(file));
        file.Position = 0;
        other.Load(new BinaryReader(file));
        foreach (DqnLearner one in (DqnLearner[])[learner, other])
        {
            for (int i = 30; i < 40; i++)
                one.Update(Batches.Random(8, 3, 2));
        }

        using QNetwork first = learner.CopyAverage(), second = other.CopyAverage();
        Assert.Equal(HandMadeNetworks.Values(first), HandMadeNetworks.Values(second));
        Assert.NotEqual(HandMadeNetworks.Values(learner.Network), HandMadeNetworks.Values(first));
    }

    private static DqnLearner Learner(double share, UpdatePath path, bool noisy = false)
    {
        DqnOptions options = new()
        {
            BatchSize = 8,
            LearningRate = 0.01,
            WeightAveraging = share,
            UpdatePath = path,
            Network = new NetworkOptions { HiddenUnits = [6], Noisy = noisy, Distribution = ValueDistribution.Point },
        };
        QNetwork network = options.Network.CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1));
        return NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(2));
    }
}
