using DeepQ.Environments.Tabular;
using DeepQ.Learning.Tests.Support;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Each variant on the 500 states of Taxi, against their exact values.</summary>
[Trait("Category", "Slow")]
public sealed class TaxiTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("double")]
    [InlineData("3-step")]
    [InlineData("Munchausen")]
    [InlineData("prioritized")]
    [InlineData("soft target")]
    [InlineData("QR-DQN")]
    [InlineData("noisy")]
    public void Taxi(string variant) =>
        new SolvedProblem(new Taxi(), 0.2, 3_000, (-25, 25)) { HasNearTies = variant == "Munchausen" }
            .AssertLearned(variant, tolerance: 0.05);

    [Theory]
    [InlineData("dueling", 0.2)]
    [InlineData("C51", 0.1)]
    public void Taxi_with_parts_that_learn_together(string variant, double learningRate) =>
        new SolvedProblem(new Taxi(), learningRate, 3_000, (-25, 25)).AssertLearned(variant, tolerance: 0.25);

    // Noise takes another course with each library of matrices: C51 missed by 0.8 with another one, of atoms 5 apart.
    [Theory]
    [InlineData("all, C51", 0.1, 2_000, 256, 1)]
    [InlineData("all, QR-DQN", 0.2, 3_000, 256, 0.1)]
    public void Taxi_by_all_together(
        string variant, double learningRate, int updates, int batchSize, double tolerance) =>
        new SolvedProblem(new Taxi(), learningRate, updates, (-25, 25)) { BatchSize = batchSize }
            .AssertLearned(variant, tolerance);

    // All states share the layer behind the fractions, so that none settles alone; the values reach from −11 to 19.
    [Theory]
    [InlineData("IQN", 5_000, 128)]
    [InlineData("all, IQN", 3_000, 64)]
    public void Taxi_by_implicit_quantiles(string variant, int updates, int batchSize) =>
        new SolvedProblem(new Taxi(), 0.01, updates, (-25, 25))
        {
            BatchSize = batchSize,
            ImplicitFeatures = (128, PolicyActivation.Tanh),
            HuberThreshold = 10,
        }
        .AssertLearned(variant, tolerance: 1);
}
