using DeepQ.Onnx.Adoption;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using DeepQ.Onnx.Tests.Running;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepQ.Onnx.Tests.Engines;

public sealed class EngineNetworkTests
{
    private const int Size = 6;
    private const int Actions = 4;

    private static readonly PolicyMetadata About = Sample.Metadata(Actions, Size);

    [Theory]
    [InlineData(EngineFlavor.UnityMLAgents)]
    [InlineData(EngineFlavor.GodotRLAgents)]
    public void A_file_for_an_engine_becomes_the_policy_that_it_was_written_from(EngineFlavor flavor)
    {
        Random random = new(4);
        byte[] model = PolicyGraph.ToBytes(
            [Sample.Linear(random, Size, 12), new ActivationLayer(PolicyActivation.ReLU), Sample.Linear(random, 12, Actions)], About);
        float[] states = Sample.Values(random, 50 * Size, 1);

        AdoptedPolicy adopted = PolicyAdoption.Adopt(EngineFile.Write(model, flavor), About, new Random(1));

        Assert.True(adopted.Report.Passed);
        Assert.Equal(GraphRun.Evaluate(model, states, 50, Size), GraphRun.Evaluate(adopted.Model.ToArray(), states, 50, Size));
        OnnxModelInfo info = OnnxModelInfo.Read(adopted.Model.Span);
        Assert.Equal(["State: Float32 [batch, 6]"], info.Inputs.Select(input => $"{input}"));
        Assert.Equal(["QValues: Float32 [batch, 4]", "Action: Int64 [batch]"], info.Outputs.Select(output => $"{output}"));
        OnnxGuard.Check(adopted.Model.Span);
    }

    [Fact]
    public void A_file_of_MLAgents_itself_acts_as_it_does_where_all_actions_are_allowed()
    {
        byte[] file = OfMLAgents(branches: 1);
        float[] states = Sample.Values(new(5), 50 * Size, 1), masks = [.. Enumerable.Repeat(1f, 50 * Actions)];
        using InferenceSession session = new(file);
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("obs_0", new DenseTensor<float>(states, [50, Size])),
            NamedOnnxValue.CreateFromTensor("action_masks", new DenseTensor<float>(masks, [50, Actions])),
        ]);
        long[] expected = [.. results.Single(one => one.Name == "deterministic_discrete_actions").AsTensor<long>()];

        AdoptedPolicy adopted = PolicyAdoption.Adopt(file, About, new Random(1));

        using PolicySession policy = new(adopted.Model.ToArray());
        Assert.Equal(expected, policy.Run(states, 50).Actions);
        Assert.InRange(expected.Distinct().Count(), 2, Actions);
        Assert.True(adopted.Report.Passed);
    }

    [Fact]
    public void What_has_no_values_of_one_choice_is_refused()
    {
        Assert.Contains("2 branches", Told(OfMLAgents(branches: 2)), StringComparison.Ordinal);
        Assert.Contains("deterministic_discrete_actions", Told(OfMLAgents(branches: 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_files_are_refused_and_do_not_hang()
    {
        ModelProto loop = ModelProto.Parser.ParseFrom(OfMLAgents(branches: 1));
        NodeProto last = loop.Graph.Node.Single(node => node.Output.Contains("deterministic_discrete_actions"));
        last.Input[0] = last.Output[0];
        Assert.Contains("is not the greatest of values", Told(loop.ToByteArray()), StringComparison.Ordinal);

        AdoptedPolicy Three() => PolicyAdoption.Adopt(OfMLAgents(branches: 1), Sample.Metadata(3, Size), new Random(1));
        Assert.Contains("of 3 actions", Assert.Throws<ArgumentException>(Three).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recurrent_in", "it has a memory")]
    [InlineData("obs_1", "has 2 observations, obs_0, obs_1, and a policy takes one")]
    public void A_memory_and_several_observations_are_refused(string input, string expected)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(OfMLAgents(branches: 1));
        ValueInfoProto other = model.Graph.Input[0].Clone();
        other.Name = input;
        model.Graph.Input.Add(other);
        Assert.Contains(expected, Told(model.ToByteArray()), StringComparison.Ordinal);
        Assert.Contains(
            expected, Assert.Throws<PolicyFormatException>(() => EngineFile.Read(model.ToByteArray())).Message, StringComparison.Ordinal);
    }

    private static string Told(byte[] model) =>
        Assert.Throws<ArgumentException>(() => PolicyAdoption.Adopt(model, About, new Random(1))).Message;

    // By the contract of ML-Agents: probabilities that the masks are multiplied into, and the greatest of them.
    private static byte[] OfMLAgents(int branches)
    {
        Random random = new(6);
        OnnxGraph graph = new("torch_jit");
        graph.AddInput("obs_0", OnnxElementType.Float32, "batch", Size);
        graph.AddInput("action_masks", OnnxElementType.Float32, "batch", Actions);
        graph.AddInitializer("weight", Sample.Values(random, Size * Actions, 1), Size, Actions);
        graph.AddInitializer("tiny", [1e-7f], 1);
        graph.AddInitializer("version", [3f], 1);
        graph.AddInitializer("memory", [0f], 1);
        graph.AddInitializer("branches", [(float)Actions], 1, 1);
        graph.AddNode("MatMul", ["obs_0", "weight"], ["logits"]);
        graph.AddNode("Softmax", ["logits"], ["probabilities"], OnnxAttribute.Int("axis", 1));
        graph.AddNode("Add", ["probabilities", "tiny"], ["positive"]);
        graph.AddNode("Mul", ["positive", "action_masks"], ["masked"]);
        graph.AddNode("Identity", ["version"], ["version_number"]);
        graph.AddNode("Identity", ["memory"], ["memory_size"]);
        graph.AddNode("Identity", ["branches"], ["discrete_action_output_shape"]);
        graph.AddOutput("version_number", OnnxElementType.Float32, 1);
        graph.AddOutput("memory_size", OnnxElementType.Float32, 1);
        graph.AddOutput("discrete_action_output_shape", OnnxElementType.Float32, 1, 1);
        graph.AddNode("ArgMax", ["masked"], ["best"], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 1));
        graph.AddNode("Concat", [.. Enumerable.Repeat("best", Math.Max(1, branches))], ["all"], OnnxAttribute.Int("axis", 1));
        graph.AddNode("Identity", ["all"], ["discrete_actions"]);
        graph.AddOutput("discrete_actions", OnnxElementType.Int64, "batch", Math.Max(1, branches));
        if (branches > 0)
        {
            graph.AddNode("Identity", ["all"], ["deterministic_discrete_actions"]);
            graph.AddOutput("deterministic_discrete_actions", OnnxElementType.Int64, "batch", branches);
        }

        return graph.ToBytes();
    }
}
