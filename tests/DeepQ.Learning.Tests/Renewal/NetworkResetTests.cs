using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Fused;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Renewal;

public sealed class NetworkResetTests
{
    public static TheoryData<int> KernelSets => [.. Enumerable.Range(0, KernelSet.Available.Count)];

    [Theory]
    [InlineData(true, 0.25)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void The_head_is_drawn_anew_and_the_body_goes_a_part_of_the_way(bool head, double share)
    {
        using QNetwork network = HandMadeNetworks.Mlp(2, [3, 4], 2, new Xoshiro256(1));
        using QNetwork fresh = network.Fresh(new Xoshiro256(2))!;
        IReadOnlyList<DenseLayer> drawn = HandMadeNetworks.Layers(fresh);
        float[][] before = [.. HandMadeNetworks.Layers(network).Select(layer => LayerWeights.Values(layer.Weight))];

        NetworkReset.Run(network, fresh, new ResetOptions { Head = head, BodyShare = share });

        IReadOnlyList<DenseLayer> layers = HandMadeNetworks.Layers(network);
        Assert.Equal(head ? LayerWeights.Values(drawn[2].Weight) : before[2], LayerWeights.Values(layers[2].Weight));
        Assert.Equal(head ? LayerWeights.Values(drawn[2].Bias)[0] : LayerWeights.Values(layers[2].Bias)[0], LayerWeights.Values(layers[2].Bias)[0]);
        for (int layer = 0; layer < 2; layer++)
        {
            float[] now = LayerWeights.Values(layers[layer].Weight), other = LayerWeights.Values(drawn[layer].Weight);
            for (int i = 0; i < now.Length; i++)
                Assert.Equal(((1 - share) * before[layer][i]) + (share * other[i]), now[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 8)]
    public void A_dueling_head_has_the_last_hidden_layer_in_itself(bool dueling, int count)
    {
        using QNetwork network = new NetworkOptions { HiddenUnits = [4, 4], Dueling = dueling }
            .CreateNetwork(Variants.Row(2), 3, new Xoshiro256(1));
        Assert.Equal(count, network.HeadParameters.Count());
    }

    [Theory]
    [MemberData(nameof(KernelSets))]
    [Trait("Category", "Slow")]
    public void Networks_that_are_reset_agree_with_those_of_torch(int kernels)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            FusedCase random = new(seed, convolves: seed % 4 == 0, noisy: seed % 5 == 0);
            LearnerSettings settings = random.Options.ToLearner();
            using DqnLearner expected = new(new TorchNetworkPair(random.CreateNetwork(), settings), settings, new Xoshiro256(1));
            using DqnLearner actual = new(
                new FusedNetworkPair(random.CreateNetwork(), settings, KernelSet.Available[kernels]), settings, new Xoshiro256(1));
            NetworkRenewal renewal = new(
                null, new ResetOptions { Period = 7, Optimizer = seed % 2 == 0, Head = seed % 3 > 0 }, new Horizon(0.9, 1));
            for (int update = 1; update <= 20; update++)
            {
                TransitionBatch batch = random.CreateBatch(update);
                foreach (DqnLearner learner in (DqnLearner[])[expected, actual])
                {
                    learner.Update(batch);
                    renewal.Run(learner, batch, update);
                }
            }

            float[] wanted = HandMadeNetworks.Values(expected.Network), got = HandMadeNetworks.Values(actual.Network);
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - got[i]) <= 1e-5 * Math.Max(1, Math.Abs(wanted[i])), $"{wanted[i]} and {got[i]}, {random}");
            using QNetwork late = expected.CopyTarget(), other = actual.CopyTarget();
            Assert.Equal(HandMadeNetworks.Values(late), HandMadeNetworks.Values(other));
        }
    }

    // Both networks are drawn anew altogether, and no step is long enough to move anything: values are those of neither the first
    // network nor zero.
    [Fact]
    public void A_training_from_a_log_is_reset_as_well()
    {
        DqnOptions options = new()
        {
            HiddenUnits = [8],
            BatchSize = 8,
            Updates = 9,
            LearningRate = 1e-30,
            OfflineAlgorithm = new DeepQLearning(),
        };
        using TrainingResult before = Train(options);
        options.Resets = new() { Period = 5, BodyShare = 0 };
        using TrainingResult head = Train(options), again = Train(options);
        options.Resets.BodyShare = 1;
        using TrainingResult all = Train(options);

        Assert.Equal(HandMadeNetworks.Values(head.Network), HandMadeNetworks.Values(again.Network));
        Assert.Equal(Hidden(before), Hidden(head));
        Assert.NotEqual(Hidden(before), Hidden(all));
        Assert.NotEqual(HandMadeNetworks.Values(before.Network)[^1], HandMadeNetworks.Values(head.Network)[^1]);

        static TrainingResult Train(DqnOptions options) => new DqnTrainer(options).Train(ChainLog.Of(20), null, new Xoshiro256(1));

        static float[] Hidden(TrainingResult result) => LayerWeights.Values(HandMadeNetworks.Layers(result.Network)[0].Weight);
    }

    // 3,000 updates of a network without a unit that is on: only the biases of its outputs learn, until units are recycled.
    [Theory]
    [InlineData(false, 0.3, 10)]
    [InlineData(true, 0, 0.05)]
    [Trait("Category", "Slow")]
    public void A_network_that_fell_asleep_finds_exact_values_where_its_units_are_recycled(bool recycle, double least, double greatest)
    {
        using QNetwork asleep = HandMadeNetworks.Mlp(6, [32], 3, new Xoshiro256(1));
        HandMadeNetworks.Set(HandMadeNetworks.Layers(asleep)[0].Bias, [.. Enumerable.Repeat(-99f, 32)]);
        DqnOptions options = new()
        {
            HiddenUnits = [32],
            LearningRate = new LinearSchedule(0.01, 0.0003, 2_500),
            BatchSize = 32,
            Updates = 3_000,
            OfflineAlgorithm = new DeepQLearning(),
            TargetUpdateRate = 1,
            TargetUpdateInterval = 50,
            InitialNetwork = asleep,
            DormantUnits = new() { Interval = 200, Threshold = 0, Recycle = recycle },
        };
        Assert.InRange(new RandomProblem(seed: 1).GreatestError(options), least, greatest);
    }
}
