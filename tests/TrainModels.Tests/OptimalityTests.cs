using DeepQ.Environments.Tabular;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;

namespace TrainModels.Tests;

public sealed class OptimalityTests
{
    // In state 0, staying pays 1 and going pays 0 and leads to state 1; in state 1 staying pays 3 and going ends.
    // State 2 cannot be reached. With γ = 0.5: V*(1) = 3 / (1 − 0.5) = 6, V*(0) = max(1 + 0.5 V*(0), 0.5 · 6) = 3.
    private static readonly TabularEnvironment Chain = new(
        "Chain",
        new DiscreteSpace("stay", "go"),
        [1, 0, 0],
        (state, action) => [(state, action) switch
        {
            (0, 0) => new TabularTransition(1, 0, 1, Terminated: false),
            (0, 1) => new TabularTransition(1, 1, 0, Terminated: false),
            (1, 0) => new TabularTransition(1, 1, 3, Terminated: false),
            _ => new TabularTransition(1, state, 0, Terminated: true),
        }],
        maxSteps: 10);

    [Fact]
    public void An_optimal_policy_has_the_optimal_value()
    {
        // Go in state 0, stay in state 1; what it does in state 2 does not count.
        using OnnxPolicy policy = PolicyOf([0, 1, 1, 0, 0, 1]);
        Optimality optimality = Optimality.Of(policy, Chain);
        Assert.Equal((0.5, 2, 2), (optimality.Gamma, optimality.States, optimality.OptimalStates));
        Assert.Equal(3, optimality.Value, 1e-9);
        Assert.Equal(3, optimality.OptimalValue, 1e-9);
    }

    [Fact]
    public void A_policy_that_stays_for_little_earns_less()
    {
        // Staying in state 0 is worth 1 / (1 − 0.5) = 2.
        using OnnxPolicy policy = PolicyOf([1, 0, 1, 0, 1, 0]);
        Optimality optimality = Optimality.Of(policy, Chain);
        Assert.Equal((2, 1), (optimality.States, optimality.OptimalStates));
        Assert.Equal(2, optimality.Value, 1e-9);
        Assert.Equal(3, optimality.OptimalValue, 1e-9);
    }

    // The table holds the values of a state after those of the one before; a weight is stored by output.
    private static OnnxPolicy PolicyOf(float[] table) => OnnxPolicy.Load(PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { table[0], table[2], table[4], table[1], table[3], table[5] }, new float[2])],
        new PolicyMetadata
        {
            ObservationShape = [3],
            ActionNames = ["stay", "go"],
            Gamma = 0.5,
            Algorithm = "by hand",
        }));
}
