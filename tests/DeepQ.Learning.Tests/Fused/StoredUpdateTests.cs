using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Fused;

/// <summary>Updates by each set of kernels that the machine has give the bits that they gave before.</summary>
/// <inheritdoc cref="StoredResults" path="/remarks"/>
public sealed class StoredUpdateTests
{
    private const int Size = 5;

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in (string[])["dqn", "prioritized", "c51", "qr-dqn", "munchausen"])
            {
                for (int kernels = 0; kernels < KernelSet.Available.Count; kernels++)
                    cases.Add(name, kernels);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Updates_give_what_they_gave_before(string name, int kernels)
    {
        KernelSet set = KernelSet.Available[kernels];
        DqnOptions options = StoredVariant.All[name].Options(UpdatePath.Fused, length: 300);
        if (options.Network.Distribution is CategoricalDistribution)
            options.Network = options.Network with { Distribution = new CategoricalDistribution(-5, 5, 9) };
        StoredResults.Check($"updates-{name}", UpdatePath.Fused, set, Learn(options, set));
    }

    private static float[] Learn(DqnOptions options, KernelSet kernels)
    {
        ReplayBuffer buffer = Buffer();
        FusedNetworkPair networks = new(
            (LayeredQNetwork)options.Network.CreateNetwork(Variants.Row(Size), 3, new Xoshiro256(2)), options.ToLearner(), kernels);
        using DqnLearner learner = new(networks, options.ToLearner(), new Xoshiro256(3));
        ReplaySampler sampler = new(buffer, options.ToReplay(), new Xoshiro256(4));
        TransitionBatch batch = buffer.NewBatch(options.BatchSize);
        for (int update = 0; update < options.Updates; update++)
        {
            sampler.Sample(batch, update);
            learner.Update(batch, update);
            sampler.UpdatePriorities(batch, learner.AbsoluteErrors);
            if (update % options.TargetUpdateInterval == 0)
                learner.UpdateTarget();
        }

        return HandMadeNetworks.Values(learner.Network);
    }

    private static ReplayBuffer Buffer()
    {
        Xoshiro256 random = new(1);
        ReplayBuffer buffer = new(200, Size);
        for (int i = 0; i < 200; i++)
            buffer.Add(State(), random.Next(3), random.NextSingle(), State(), terminated: i % 9 == 0, truncated: i % 9 == 4);
        return buffer;

        float[] State() => [.. Enumerable.Range(0, Size).Select(_ => random.NextSingle() - 0.5f)];
    }
}
