using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Fused;

/// <summary>Whatever computes a network, an agent acts by the values of the module that it is given back.</summary>
public sealed class ActingTests
{
    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void Values_to_act_by_are_those_of_the_network(string variant)
    {
        NetworkOptions network = Variants.Of(variant, 12, 9) with { Noisy = false };
        LearnerSettings settings = new DqnOptions { BatchSize = 16, Network = network }.ToLearner();
        using DqnLearner learner = NetworkPair.CreateLearner(
            network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), settings, new Xoshiro256(1));
        TransitionBatch batch = Batches.Random(16, 3, 4);
        float[] before = HandMadeNetworks.Values(learner.Network);
        for (int i = 0; i < 5; i++)
            learner.Update(batch);

        using QNetwork copy = learner.CopyNetwork();
        copy.eval();
        float[] own = new float[16 * 4], expected = new float[16 * 4];
        learner.Values.QValues(batch.States.AsSpan(), own);
        copy.QValues(batch.States, expected);
        for (int i = 0; i < own.Length; i++)
            Assert.Equal(expected[i], own[i], 1e-5f);
        Assert.All(
            learner.Network.parameters().Zip(Starts(learner.Network, before)),
            one => Assert.False(one.Second.SequenceEqual(one.First.data<float>().ToArray()), "a layer never moved"));
    }

    private static IEnumerable<float[]> Starts(QNetwork network, float[] values)
    {
        int start = 0;
        foreach (TorchSharp.Modules.Parameter parameter in network.parameters())
        {
            int size = (int)parameter.numel();
            yield return values[start..(start += size)];
        }
    }
}
