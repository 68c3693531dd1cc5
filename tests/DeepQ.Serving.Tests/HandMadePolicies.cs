using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;

namespace DeepQ.Serving.Tests;

/// <summary>Policies whose Q-values can be worked out by hand.</summary>
internal static class HandMadePolicies
{
    /// <summary>Q(s) = (s0 + 2 s1, 3 s0 − s1), with the actions left and right.</summary>
    public static byte[] Linear() => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { 1, 2, 3, -1 }, new float[] { 0, 0 })], Metadata([2], ["left", "right"]));

    /// <summary>The same function without any metadata and without an action output, as others may export it.</summary>
    public static byte[] Foreign(string input = "obs", string output = "values")
    {
        OnnxGraph graph = new("foreign");
        graph.AddInput(input, OnnxElementType.Float32, "n", 2);
        graph.AddInitializer("weights", [1f, 3, 2, -1], 2, 2);
        graph.AddNode("MatMul", [input, "weights"], [output]);
        graph.AddOutput(output, OnnxElementType.Float32, "n", 2);
        return graph.ToBytes();
    }

    /// <summary>
    /// Takes a whole number, a truth value and two scores: Q = (age + score 0, factor × member + score 1), with the actions call and mail.
    /// </summary>
    public static byte[] Columns(float factor = 10, string age = "Age", bool needsMask = false)
    {
        OnnxGraph graph = new("columns");
        graph.AddInput(age, OnnxElementType.Int64, "batch", 1);
        graph.AddInput("Member", OnnxElementType.Boolean, "batch", 1);
        graph.AddInput("Scores", OnnxElementType.Float32, "batch", 2);
        graph.AddInitializer("weights", [1f, 0, 0, factor, 1, 0, 0, 1], 4, 2);
        graph.AddNode("Cast", [age], ["age.float"], OnnxAttribute.Int("to", 1));
        graph.AddNode("Cast", ["Member"], ["member.float"], OnnxAttribute.Int("to", 1));
        graph.AddNode("Concat", ["age.float", "member.float", "Scores"], ["all"], OnnxAttribute.Int("axis", 1));
        graph.AddNode("MatMul", ["all", "weights"], ["QValues"]);
        if (needsMask)
        {
            graph.AddInput("ActionMask", OnnxElementType.Boolean, "batch", 2);
            graph.AddInitializer("lowest", [float.MinValue]);
            graph.AddNode("Where", ["ActionMask", "QValues", "lowest"], ["legal"]);
            graph.AddNode("ArgMax", ["legal"], ["Action"], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 0));
            graph.AddOutput("Action", OnnxElementType.Int64, "batch");
        }

        graph.AddOutput("QValues", OnnxElementType.Float32, "batch", 2);
        return graph.ToBytes();
    }

    /// <summary>Q(s) = s · weights, of states with one value.</summary>
    public static byte[] Rows(float[] weights, string[] actions, PolicyGraphOptions? options = null) => PolicyGraph.ToBytes(
        [new LinearLayer(weights, new float[weights.Length])], Metadata([1], actions), options ?? new());

    /// <summary>
    /// Returns of 0 or 10, with the logits (0, s) of the first action and (0, 2 s) of the second: in the state ln 3 the
    /// probabilities are (1/4, 3/4) and (1/10, 9/10), Q = (7.5, 9).
    /// </summary>
    public static byte[] Categorical(PolicyGraphOptions options) => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { 0, 1, 0, 2 }, new float[4]), new CategoricalLayer(new float[] { 0, 10 })],
        Metadata([1], ["low", "high"]),
        options);

    /// <summary>Q(s) = (s0 + 0.001 s1, s0 + 0.0012 s1): one weight is far below the other.</summary>
    public static byte[] Close() => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { 1, 0.001f, 1, 0.0012f }, new float[] { 0, 0 })], Metadata([2], ["one", "two"]));

    /// <summary>A network of two hidden layers with weights from a seed.</summary>
    public static byte[] Random(int inputs, int width, int actions, int seed = 1)
    {
        var random = new Random(seed);
        return PolicyGraph.ToBytes(
            [
                Layer(random, inputs, width), new ActivationLayer(PolicyActivation.ReLU),
                Layer(random, width, width), new ActivationLayer(PolicyActivation.ReLU),
                Layer(random, width, actions),
            ],
            Metadata([inputs], [.. Enumerable.Range(0, actions).Select(action => $"a{action}")]));
    }

    public static float[] States(int count, int seed = 2)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 4 - 2)];
    }

    public static PolicyMetadata Metadata(int[] shape, string[] actions) => new()
    {
        ObservationShape = shape,
        ActionNames = actions,
        Gamma = 0.99,
        Algorithm = "DQN",
    };

    private static LinearLayer Layer(Random random, int inputs, int outputs) => new(
        Enumerable.Range(0, inputs * outputs).Select(_ => (random.NextSingle() - 0.5f) / MathF.Sqrt(inputs)).ToArray(),
        Enumerable.Range(0, outputs).Select(_ => random.NextSingle() - 0.5f).ToArray());
}
