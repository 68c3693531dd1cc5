using DeepQ.Learning.Distributions;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using DeepQ.Onnx.Policies;
using DeepQ.Tests;

namespace DeepQ.Learning.Tests.Fused;

public sealed class FusedAllocationTests
{
    public static TheoryData<string> Variations =>
        ["plain", "dueling, double, AdamW", "prioritized", "RMSProp", "C51", "QR-DQN", "Munchausen", "layer norm", "images", "noisy", "SiLU"];

    [Theory]
    [MemberData(nameof(Variations))]
    public void Sampling_an_update_the_target_and_an_act_allocate_nothing(string variation)
    {
        DqnOptions options = Options(variation);
        ReplayBuffer buffer = Filled();
        ReplaySampler sampler = new(buffer, options.ToReplay(), new Xoshiro256(1));
        TransitionBatch batch = new(options.BatchSize, 3);
        using DqnLearner learner = NetworkPair.CreateLearner(
            options.Network.CreateNetwork(variation == "images" ? new BoxSpace([1, 1, 3], 0, 300) : Variants.Row(3), 4, new Xoshiro256(1)), options.ToLearner(), new Xoshiro256(2));
        BehaviorPolicy one = new(options.NewExploration(1, 4), 1, 4);
        BehaviorPolicy many = new(options.NewExploration(20, 4), 20, 4);
        Xoshiro256 random = new(3);
        float[] states = new float[60];

        // The first rounds compile.
        Round(100);
        Assert.Equal(0, Allocation.Least(() => Round(50)));

        void Round(int times)
        {
            for (int i = 0; i < times; i++)
            {
                sampler.Sample(batch, i);
                learner.Update(batch, i);
                sampler.UpdatePriorities(batch, learner.AbsoluteErrors);
                learner.UpdateTarget();
                one.Choose(learner.Values, states.AsSpan(0, 3), [], 1_000_000, random);
                many.Choose(learner.Values, states, [], 1_000_000, random);
            }
        }
    }

    private static DqnOptions Options(string variation)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [20, 10],
            BatchSize = 33,
            UpdatePath = UpdatePath.Fused,
            Epsilon = 0,
        };
        switch (variation)
        {
            case "dueling, double, AdamW":
                options.Network = options.Network with { Dueling = true };
                options.DoubleQ = true;
                options.Optimizer = Optimizer.AdamW;
                break;
            case "prioritized": options.PrioritizedReplay = new(); break;
            case "RMSProp": options.Optimizer = Optimizer.RMSProp; break;
            case "C51":
                options.Network = options.Network with { Distribution = new CategoricalDistribution(-5, 5, 11) };
                break;
            case "QR-DQN": options.Network = options.Network with { Distribution = new QuantileDistribution(9) }; break;
            case "layer norm": options.Network = options.Network with { LayerNorm = true, Dueling = true }; break;
            case "images": options.Network = options.Network with { Convolutions = [new(5, 1), new(7, 2, Padding: 1)] }; break;
            case "noisy": options.Network = options.Network with { Noisy = true, Dueling = true }; break;
            case "SiLU": options.Network = options.Network with { Activation = PolicyActivation.SiLU, LayerNorm = true }; break;
            case "Munchausen": options.Munchausen = new(); break;
        }

        return options;
    }

    private static ReplayBuffer Filled()
    {
        Xoshiro256 random = new(4);
        ReplayBuffer buffer = new(200, 3);
        for (int i = 0; i < 200; i++)
            buffer.Add([random.NextSingle(), i, 1], random.Next(4), random.NextSingle(), [0, i + 1, 1], i % 9 == 0);
        return buffer;
    }
}
