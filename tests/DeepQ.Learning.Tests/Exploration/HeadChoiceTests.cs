using DeepQ.Learning.Distributions;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Networks;
using DeepQ.Learning.States;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class HeadChoiceTests
{
    [Fact]
    public void Each_environment_sees_the_values_of_its_own_head_until_its_episode_ends()
    {
        HeadChoice choice = new(environments: 2, actionCount: 3, heads: 4);
        Xoshiro256 random = new(1), same = new(1);
        choice.Draw(0, random);
        choice.Draw(1, random);
        (int first, int second) = (same.Next(4), same.Next(4));
        float[] values = new float[6];
        choice.Of(new Numbers()).QValues((ReadOnlySpan<float>)[0, 0], values);
        Assert.Equal([first, 4 + first, 8 + first, 12 + second, 16 + second, 20 + second], values);

        choice.Draw(0, random);
        int next = same.Next(4);
        choice.QValues((ReadOnlySpan<float>)[0, 0], values);
        Assert.Equal([next, 4 + next, 8 + next, 12 + second, 16 + second, 20 + second], values);

        using MemoryStream file = new();
        choice.Save(new BinaryWriter(file));
        file.Position = 0;
        HeadChoice again = new(2, 3, 4);
        again.Load(new BinaryReader(file));
        float[] read = new float[6];
        again.Of(new Numbers()).QValues((ReadOnlySpan<float>)[0, 0], read);
        Assert.Equal(values, read);
    }

    // Acting greedily by the mean goes left from the first steps on, whatever ε adds; a head that holds the right for good goes there.
    [Trait("Category", "Slow")]
    [Fact]
    public void Heads_find_what_lies_deep()
    {
        Assert.InRange(Treasures(followsOneHead: true), 500, 2_000);
        Assert.Equal(0, Treasures(followsOneHead: false));
    }

    private static int Treasures(bool followsOneHead)
    {
        DqnOptions options = new()
        {
            Steps = 2_000 * DeepSea.Depth,
            Epsilon = followsOneHead ? 0 : 0.1,
            MaxRandomActionSteps = 1,
            HiddenUnits = [],
            Network = new()
            {
                HiddenUnits = [],
                Distribution = new BootstrappedEnsemble(20, MaskProbability: 0.5, FollowsOneHead: followsOneHead),
            },
        };
        VectorEnvironment sea = new([DeepSea.Create()], new Xoshiro256(5));
        using TrainingResult result = new DqnTrainer(options).Train(sea, null, new Xoshiro256(7));
        return result.Episodes.Count(episode => episode.Return > 0.5);
    }

    private sealed class Numbers : IQFunction
    {
        public int ActionCount => 3;

        public bool IsDeterministic => true;

        public void QValues(StateBatch states, Span<float> qValues) => throw new NotSupportedException();

        public void Outputs(StateBatch states, Span<float> outputs)
        {
            for (int i = 0; i < outputs.Length; i++)
                outputs[i] = i;
        }

        public void ResampleNoise(Random random)
        {
        }
    }
}
