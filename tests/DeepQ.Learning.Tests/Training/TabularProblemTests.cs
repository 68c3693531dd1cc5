using DeepQ.Environments.Tabular;
using DeepQ.Learning.Tests.Support;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Each variant on the small classic problems, against their exact values.</summary>
[Trait("Category", "Slow")]
public sealed class TabularProblemTests
{
    private static readonly string[] Tables =
        ["plain", "double", "3-step", "Munchausen", "prioritized", "soft target", "Huber", "dueling", "noisy", "reset"];

    public static TheoryData<string> TablesAndC51 => [.. Tables, "C51", "HL-Gauss", "RAdam"];

    public static TheoryData<string> TablesAndQuantiles => [.. Tables, "QR-DQN", "all, QR-DQN"];

    [Theory]
    [MemberData(nameof(TablesAndC51))]
    public void FrozenLake_with_slippery_ice(string variant) =>
        new SolvedProblem(new FrozenLake(), 0.05, 5_000, (0, 1)).AssertLearned(variant, tolerance: 0.03);

    [Fact]
    public void FrozenLake_with_slippery_ice_by_all_together() =>
        new SolvedProblem(new FrozenLake(), 0.05, 3_000, (0, 1)) { BatchSize = 256, HasNearTies = true }
            .AssertLearned("all, C51", 0.1);

    // Returns are 0 or a power of γ here, and the mean of a few quantiles is not quite their mean.
    [Fact]
    public void FrozenLake_with_slippery_ice_by_quantiles() =>
        new SolvedProblem(new FrozenLake(), 0.05, 4_000, (0, 1)).AssertLearned("QR-DQN", tolerance: 0.06);

    [Fact]
    public void FrozenLake_with_slippery_ice_by_implicit_quantiles() =>
        new SolvedProblem(new FrozenLake(), 0.01, 3_000, (0, 1)) { BatchSize = 192, HasNearTies = true }
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

    // The soft values lie above the returns: at most τ ln 4 / (1 − γ) = 6.9.
    [Theory]
    [InlineData("Munchausen, C51", 0.05, 0.02)]
    [InlineData("Munchausen, QR-DQN", 0.05, 0.02)]
    [InlineData("Munchausen, IQN", 0.003, 0.05)]
    public void FrozenLake_with_firm_ice_by_soft_values_of_distributions(string variant, double learningRate, double tolerance) =>
        new SolvedProblem(new FrozenLake(isSlippery: false), learningRate, 4_000, (-7, 9)) { BatchSize = 128, HasNearTies = true }
            .AssertLearned(variant, tolerance);

    [Theory]
    [MemberData(nameof(TablesAndQuantiles))]
    public void CliffWalking(string variant) =>
        new SolvedProblem(new CliffWalking(), 1, 4_000, (-115, 5)).AssertLearned(variant, tolerance: 0.05);

    // All states share the weights, so that none settles alone: 0.3 and 0.5 of a range of 107.
    [Theory]
    [InlineData("IQN", 128, PolicyActivation.SiLU, 0.3)]
    [InlineData("all, IQN", 64, PolicyActivation.Tanh, 0.5)]
    public void CliffWalking_by_implicit_quantiles(
        string variant, int batchSize, PolicyActivation activation, double tolerance) =>
        new SolvedProblem(new CliffWalking(), 0.01, 3_000, (-115, 5))
        {
            BatchSize = batchSize,
            ImplicitFeatures = (64, activation),
        }
        .AssertLearned(variant, tolerance);

    // Eleven atoms lie 12 apart and leave 0.29; 51 lie 2.4 apart.
    [Theory]
    [InlineData("C51", 5_000, 192, 0.05)]
    [InlineData("all, C51", 3_000, 128, 0.3)]
    public void CliffWalking_by_atoms(string variant, int updates, int batchSize, double tolerance) =>
        new SolvedProblem(new CliffWalking(), 0.1, updates, (-115, 5)) { BatchSize = batchSize, Atoms = 51 }
            .AssertLearned(variant, tolerance);
}
