using DeepQ.Environments.Tabular;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

public sealed class ParallelEnvironmentTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("all, QR-DQN")]
    public void Environments_stepped_in_parallel_give_the_same_bits_as_one_after_the_other(string variant)
    {
        using TrainingResult alone = Train(variant, threads: 1);
        using TrainingResult together = Train(variant, threads: 4);
        Assert.Equal(HandMadeNetworks.Values(alone.Network), HandMadeNetworks.Values(together.Network));
        Assert.Equal(alone.Episodes, together.Episodes);
        Assert.Equal(
            alone.Evaluations.SelectMany(evaluation => evaluation.Result.Returns),
            together.Evaluations.SelectMany(evaluation => evaluation.Result.Returns));
    }

    private static TrainingResult Train(string variant, int threads)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [8],
            BatchSize = 16,
            Steps = 4_000,
            LearningStarts = 100,
            ReplayCapacity = 1_000,
            UpdateInterval = 8,
            EvaluationInterval = 1_000,
            EvaluationEpisodes = 2,
        };
        Algorithms.Apply(variant, options);
        Xoshiro256 random = new(3);
        VectorEnvironment environments = new(4, () => new FrozenLake(), random.Fork(), degreeOfParallelism: threads);
        return new DqnTrainer(options).Train(environments, new FrozenLake(), random);
    }
}
