using DeepQ.Learning.Offline;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

[Trait("Category", "Slow")]
public sealed class VariantTests
{
    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void Every_variant_finds_the_exact_values_of_a_random_problem(string variant)
    {
        DqnOptions options = Options(variant);
        Assert.InRange(new RandomProblem(seed: 1).GreatestError(options), 0, 0.03);
    }

    [Theory]
    [InlineData("C51, dueling, noisy")]
    [InlineData("QR-DQN, dueling, noisy")]
    [InlineData("IQN, dueling, noisy")]
    public void All_together_find_the_exact_values_of_a_random_problem(string variant)
    {
        DqnOptions options = Options(variant);
        options.DoubleQ = true;
        options.PrioritizedReplay = new();
        options.TargetUpdateRate = 0.2;
        options.TargetUpdateInterval = 10;
        options.Optimizer = Optimizer.AdamW;
        Assert.InRange(new RandomProblem(seed: 2).GreatestError(options), 0, 0.03);
    }

    // One-hot states and no hidden layer make the network a table, so that the exact values can be reached.
    private static DqnOptions Options(string variant) => new()
    {
        Network = Variants.Of(variant),
        LearningRate = new LinearSchedule(0.02, 0.001, 2_500),
        BatchSize = 32,
        Updates = 3_000,
        OfflineAlgorithm = new DeepQLearning(),
        TargetUpdateRate = 1,
        TargetUpdateInterval = 50,
        ReplayCapacity = 1_000,
    };
}
