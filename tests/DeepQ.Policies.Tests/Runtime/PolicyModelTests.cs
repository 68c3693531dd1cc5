using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using DeepQ.Serving.Tests;

namespace DeepQ.Policies.Tests.Runtime;

public sealed class PolicyModelTests
{
    private static readonly float[] States = [1, 1, 1, 0, -1, 2, 0, 0];

    [Theory]
    [InlineData(EngineFlavor.UnityMLAgents)]
    [InlineData(EngineFlavor.GodotRLAgents)]
    public void A_file_for_an_engine_is_the_policy_that_it_was_written_from(EngineFlavor flavor)
    {
        byte[] file = EngineFile.Write(HandMadePolicies.Linear(), flavor);
        using ManagedPolicy managed = ManagedPolicy.Load(file);
        using OnnxPolicy onnx = OnnxPolicy.Load(file);

        foreach (ModelPolicy policy in (ModelPolicy[])[managed, onnx])
        {
            float[] qValues = new float[8];
            int[] actions = new int[4];
            policy.Evaluate(States, qValues, actions);

            Assert.Equal([3, 2, 1, 3, 3, -5, 0, 0], qValues);
            Assert.Equal([0, 1, 0, 0], actions);
            Assert.Equal(("left", 2), (policy.ActionNames[0], policy.ObservationSize));
            Assert.Equal(1, policy.Act([1, 1], [false, true]));
        }
    }

    [Fact]
    public void A_file_for_an_engine_that_was_changed_is_refused()
    {
        byte[] file = EngineFile.Write(HandMadePolicies.Linear(), EngineFlavor.GodotRLAgents);
        int weight = file.AsSpan().IndexOf(BitConverter.GetBytes(2f));
        Assert.True(weight > 0);
        file[weight] ^= 1;

        Assert.Contains("was changed after it was written", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_for_an_engine_whose_values_cannot_be_found_is_refused()
    {
        OnnxGraph graph = new("agent");
        graph.AddInput("obs_0", OnnxElementType.Float32, "batch", 2);
        graph.AddNode("Identity", ["obs_0"], ["continuous_actions"]);
        graph.AddInitializer("branches", [2f], 1, 1);
        graph.AddNode("Identity", ["branches"], ["discrete_action_output_shape"]);
        graph.AddOutput("continuous_actions", OnnxElementType.Float32, "batch", 2);
        graph.AddOutput("discrete_action_output_shape", OnnxElementType.Float32, 1, 1);

        Assert.Contains("has continuous actions", Refusal(graph.ToBytes()), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] file)
    {
        string message = Assert.Throws<PolicyFormatException>(() => ManagedPolicy.Load(file)).Message;
        Assert.Equal(message, Assert.Throws<PolicyFormatException>(() => OnnxPolicy.Load(file)).Message);
        return message;
    }
}
