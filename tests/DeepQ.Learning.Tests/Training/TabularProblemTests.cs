using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Each variant on the small classic problems, against their exact values.</summary>
public sealed class TabularProblemTests
{
    private static readonly string[] Tables =
        ["plain", "double", "3-step", "Munchausen", "prioritised", "soft target", "Huber", "dueling", "noisy"];

    public static TheoryData<string> TablesAndC51 => [.. Tables, "C51"];

    public static TheoryData<string> TablesAndQuantiles => [.. Tables, "QR-DQN", "all, QR-DQN"];

    [Theory]
    [MemberData(nameof(TablesAndC51))]
    public void FrozenLake_with_slippery_ice(string variant) =>
        new SolvedProblem(new FrozenLake(), 0.05, 5_000, (0, 1)).AssertLearned(variant, tolerance: 0.03);

    [Fact]
    public void FrozenLake_with_slippery_ice_by_all_together() =>
        new SolvedProblem(new FrozenLake(), 0.05, 3_000, (0, 1)) { BatchSize = 256 }.AssertLearned("all, C51", 0.1);

    // Returns are 0 or a power of γ here, and the mean of a few quantiles is not quite their mean.
    [Fact]
    public void FrozenLake_with_slippery_ice_by_quantiles() =>
        new SolvedProblem(new FrozenLake(), 0.05, 4_000, (0, 1)).AssertLearned("QR-DQN", tolerance: 0.06);

    [Fact]
    public void FrozenLake_with_slippery_ice_by_implicit_quantiles() =>
        new SolvedProblem(new FrozenLake(), 0.01, 3_000, (0, 1)) { BatchSize = 192 }
            .AssertLearned("IQN", tolerance: 0.1);

    [Theory]
    [MemberData(nameof(TablesAndQuantiles))]
    public void FrozenLake_with_firm_ice(string variant) =>
        new SolvedProblem(new FrozenLake(isSlippery: false), 0.05, 2_000, (0, 1)).AssertLearned(variant, 0.01);

    [Theory]
    [InlineData("C51", 0.05)]
    [InlineData("IQN", 0.003)]
    [InlineData("all, IQN", 0.003)]
    public void FrozenLake_with_firm_ice_by_slower_steps(string variant, double learningRate) =>
        new SolvedProblem(new FrozenLake(isSlippery: false), learningRate, 2_000, (0, 1)) { BatchSize = 96 }
            .AssertLearned(variant, tolerance: 0.02);

    [Theory]
    [MemberData(nameof(TablesAndQuantiles))]
    public void CliffWalking(string variant) =>
        new SolvedProblem(new CliffWalking(), 1, 4_000, (-115, 5)).AssertLearned(variant, tolerance: 0.05);

    // All states share the weights, so that none settles alone: 0.3 of a range of 107.
    [Fact]
    public void CliffWalking_by_implicit_quantiles() =>
        new SolvedProblem(new CliffWalking(), 0.01, 3_000, (-115, 5)) { BatchSize = 128 }
            .AssertLearned("IQN", tolerance: 0.3);

    [Fact]
    public void CliffWalking_by_slower_steps() =>
        new SolvedProblem(new CliffWalking(), 0.1, 6_000, (-115, 5)) { BatchSize = 192 }
            .AssertLearned("C51", tolerance: 0.5);
}
