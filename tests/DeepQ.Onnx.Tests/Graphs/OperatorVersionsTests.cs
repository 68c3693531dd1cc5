using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Graphs;

public class OperatorVersionsTests
{
    private static readonly OnnxAttribute Axis = OnnxAttribute.Int("axis", 1);
    private static readonly OnnxAttribute Axes = OnnxAttribute.Ints("axes", 1);
    private static readonly OnnxAttribute Keep = OnnxAttribute.Int("keepdims", 1);

    // An operator over x [2, 3], w [3], m [3, 3], all float; its attributes; the versions in which it is valid.
    public static TheoryData<string, string[], OnnxAttribute[], int, int> Forms() => new()
    {
        { "Add", ["x", "w"], [], 7, 21 },
        { "Sub", ["x", "w"], [], 7, 21 },
        { "Mul", ["x", "w"], [], 7, 21 },
        { "Div", ["x", "w"], [], 7, 21 },
        { "Pow", ["x", "w"], [], 7, 21 },
        { "Sqrt", ["x"], [], 7, 21 },
        { "Cos", ["x"], [], 7, 21 },
        { "Relu", ["x"], [], 7, 21 },
        { "Tanh", ["x"], [], 7, 21 },
        { "Sigmoid", ["x"], [], 7, 21 },
        { "Identity", ["x"], [], 7, 21 },
        { "Transpose", ["x"], [OnnxAttribute.Ints("perm", 1, 0)], 7, 21 },
        { "Concat", ["x", "x"], [Axis], 7, 21 },
        { "Gather", ["x", "axes"], [Axis], 7, 21 },
        { "Reshape", ["x", "shape"], [], 7, 21 },
        { "MatMul", ["x", "m"], [], 7, 21 },
        { "Gemm", ["x", "m", "w"], [], 7, 21 },
        { "Gemm", ["x", "m"], [], 11, 21 },
        { "Flatten", ["x"], [Axis], 9, 21 },
        { "Softmax", ["x"], [Axis], 7, 21 },
        { "Softmax", ["x"], [OnnxAttribute.Int("axis", -1)], 11, 21 },
        { "Softmax", ["x"], [], 13, 21 },
        { "Clip", ["x"], [OnnxAttribute.Float("min", 0), OnnxAttribute.Float("max", 1)], 7, 10 },
        { "Clip", ["x", "zero", "one"], [], 11, 21 },
        { "ReduceMean", ["x"], [Axes, Keep], 7, 17 },
        { "ReduceMean", ["x"], [OnnxAttribute.Ints("axes", -1), Keep], 11, 17 },
        { "ReduceMax", ["x"], [Axes, Keep], 7, 17 },
        { "ReduceMin", ["x"], [Axes, Keep], 7, 17 },
        { "ReduceMean", ["x", "axes"], [Keep], 18, 21 },
        { "ReduceSum", ["x"], [Axes, Keep], 7, 12 },
        { "ReduceSum", ["x", "axes"], [Keep], 13, 21 },
        { "Unsqueeze", ["x"], [Axes], 7, 12 },
        { "Unsqueeze", ["x", "axes"], [], 13, 21 },
        { "LayerNormalization", ["x", "w"], [], 17, 21 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_written_in_exactly_the_versions_that_have_it(
        string operatorType, string[] inputs, OnnxAttribute[] attributes, int first, int last)
    {
        NodeProto node = new() { OpType = operatorType, Input = { inputs } };
        node.Attribute.Add(attributes.Select(attribute => attribute.Proto));

        Assert.Equal((first, last), OperatorVersions.RangeOf(node));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_runtime_takes_a_form_in_its_first_and_its_last_version(
        string operatorType, string[] inputs, OnnxAttribute[] attributes, int first, int last)
    {
        OnnxGraph graph = new("form");
        graph.AddInput("x", OnnxElementType.Float32, 2, 3);
        graph.AddInitializer("w", [1f, 2, 3], 3);
        graph.AddInitializer("m", [1f, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3);
        graph.AddInitializer("zero", [0f]);
        graph.AddInitializer("one", [1f]);
        graph.AddInitializer("axes", [1L], 1);
        graph.AddInitializer("shape", [3L, 2L], 2);
        graph.AddInitializer("row", [-1L], 1);
        graph.AddNode(operatorType, inputs, ["y"], attributes);
        graph.AddNode("Reshape", ["y", "row"], ["result"]);
        graph.AddOutput("result", OnnxElementType.Float32, "values");

        float[] oldest = GraphRun.Evaluate(graph.ToBytes(first), [1, 2, 3, 4, 5, 6], 2, 3);
        float[] newest = GraphRun.Evaluate(graph.ToBytes(last), [1, 2, 3, 4, 5, 6], 2, 3);

        Assert.Equal(oldest, newest);
    }
}
