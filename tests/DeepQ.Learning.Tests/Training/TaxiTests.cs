using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Each variant on the 500 states of Taxi, against their exact values.</summary>
public sealed class TaxiTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("double")]
    [InlineData("3-step")]
    [InlineData("Munchausen")]
    [InlineData("prioritised")]
    [InlineData("soft target")]
    [InlineData("QR-DQN")]
    [InlineData("noisy")]
    public void Taxi(string variant) =>
        new SolvedProblem(new Taxi(), 0.2, 3_000, (-25, 25)).AssertLearned(variant, tolerance: 0.05);

    [Theory]
    [InlineData("dueling", 0.2)]
    [InlineData("C51", 0.1)]
    public void Taxi_with_parts_that_learn_together(string variant, double learningRate) =>
        new SolvedProblem(new Taxi(), learningRate, 3_000, (-25, 25)).AssertLearned(variant, tolerance: 0.25);
}
