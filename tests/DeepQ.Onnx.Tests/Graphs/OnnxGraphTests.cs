using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Graphs;

public class OnnxGraphTests
{
    [Fact]
    public void Nodes_run_in_the_order_in_which_they_were_added()
    {
        OnnxGraph graph = WithInput("x", 2);
        graph.AddInitializer("two", [2f]);
        graph.AddNode("Add", ["x", "two"], ["sum"]);
        graph.AddNode("Mul", ["sum", "x"], ["product"]);
        graph.AddOutput("product", OnnxElementType.Float32, "rows", 2);

        Assert.Equal([3, 8, 15, 24], GraphRun.Evaluate(graph.ToBytes(), [1, 2, 3, 4], 2, 2));
    }

    [Fact]
    public void Whole_numbers_and_bytes_are_stored_as_they_are()
    {
        // Columns 2 and 0 of (5, 6, 7), minus the bytes 1 and 255.
        OnnxGraph graph = WithInput("x", 3);
        graph.AddInitializer("columns", [2L, 0L], 2);
        graph.AddInitializer("pixels", [(byte)1, (byte)255], 2);
        graph.AddNode("Gather", ["x", "columns"], ["picked"], OnnxAttribute.Int("axis", 1));
        graph.AddNode("Cast", ["pixels"], ["floats"], OnnxAttribute.Int("to", (long)OnnxElementType.Float32));
        graph.AddNode("Sub", ["picked", "floats"], ["y"]);
        graph.AddOutput("y", OnnxElementType.Float32, "rows", 2);

        Assert.Equal([6, -250], GraphRun.Evaluate(graph.ToBytes(), [5, 6, 7], 1, 3));
    }

    [Fact]
    public void Truth_values_choose_between_values()
    {
        // Where x is not less than 3, x itself, elsewhere -1; the columns of length one are squeezed away.
        OnnxGraph graph = WithInput("x", 1);
        graph.AddInitializer("three", [3f]);
        graph.AddInitializer("minus one", [-1f]);
        graph.AddNode("Less", ["x", "three"], ["less"]);
        graph.AddNode("Not", ["less"], ["enough"]);
        graph.AddNode("Where", ["enough", "x", "minus one"], ["masked"]);
        graph.AddNode("Squeeze", ["masked"], ["y"], OnnxAttribute.Ints("axes", 1));
        graph.AddOutput("y", OnnxElementType.Float32, "rows");

        Assert.Equal([-1, 3, 5], GraphRun.Evaluate(graph.ToBytes(), [2, 3, 5], 3, 1));
    }

    [Fact]
    public void Metadata_is_written()
    {
        OnnxGraph graph = Doubling();
        graph.Metadata["author"] = "a test";

        KeyValuePair<string, string> property = Assert.Single(OnnxModelInfo.Read(graph.ToBytes()).Metadata);
        Assert.Equal(("author", "a test"), (property.Key, property.Value));
    }

    [Fact]
    public void Without_a_version_the_lowest_that_serves_is_taken()
    {
        OnnxGraph graph = Doubling();
        Assert.Equal((7, 4), Versions(graph.ToBytes()));

        graph.AddNode("ArgMax", ["y"], ["action"], OnnxAttribute.Int("axis", -1));
        Assert.Equal((11, 6), Versions(graph.ToBytes()));
        Assert.Equal((13, 7), Versions(graph.ToBytes(13)));
    }

    [Fact]
    public void Nodes_that_no_one_version_has_are_refused()
    {
        OnnxGraph graph = Doubling();
        graph.AddNode("ReduceSum", ["y"], ["sum"], OnnxAttribute.Ints("axes", 1));
        graph.AddInitializer("axes", [1L], 1);
        graph.AddNode("ReduceMean", ["y", "axes"], ["mean"]);

        Assert.Equal(
            "Node ReduceSum_1 needs an operator set from 7 to 12, not 18. "
            + "Another needs 18: write one of them differently.",
            Assert.Throws<InvalidOperationException>(() => graph.ToBytes()).Message);
    }

    [Fact]
    public void A_value_is_defined_before_it_is_used()
    {
        OnnxGraph graph = WithInput("x", 2);

        Refuses(
            "Node Add_0 reads 'later', which nothing before it defines.",
            () => graph.AddNode("Add", ["x", "later"], ["y"]));
    }

    [Fact]
    public void A_name_is_given_once()
    {
        OnnxGraph graph = Doubling();

        Refuses("The name 'x' is taken", () => graph.AddInput("x", OnnxElementType.Int64, 1));
        Refuses("The name 'x' is taken", () => graph.AddInitializer("x", [1f]));
        Refuses("The name 'y' is taken", () => graph.AddNode("Relu", ["x"], ["y"]));
        Refuses("'y' is already an output", () => graph.AddOutput("y", OnnxElementType.Float32));
        Refuses("Every input needs a name", () => graph.AddInput("", OnnxElementType.Float32));
    }

    [Fact]
    public void Shapes_and_values_are_checked()
    {
        OnnxGraph graph = Doubling();

        Refuses("'w' has 3 values; the shape (2, 2) has 4.", () => graph.AddInitializer("w", [1f, 2, 3], 2, 2));
        Refuses(
            "'w' has 1 values; the shape (4611686018427387904, 4) has 18446744073709551616.",
            () => graph.AddInitializer("w", [1f], 1L << 62, 4));
        Refuses(
            "Weight 'w' is Infinity at position 1",
            () => graph.AddInitializer("w", [1, float.PositiveInfinity], 2));
        Refuses("'w' has an axis of length 0", () => graph.AddInitializer("w", Array.Empty<float>(), 0));
        Refuses("'z' has an axis of length -1", () => graph.AddInput("z", OnnxElementType.Float32, -1));
        Refuses("Axis 1 of 'z' has neither", () => graph.AddInput("z", OnnxElementType.Float32, 2, default));
        Refuses("Output 'z' is not defined", () => graph.AddOutput("z", OnnxElementType.Float32));
        Refuses("Operator 'Sorcery' is not among", () => graph.AddNode("Sorcery", ["x"], ["z"]));
        Refuses("Attribute 'epsilon' is NaN", () => OnnxAttribute.Float("epsilon", float.NaN));
    }

    [Fact]
    public void A_refused_call_leaves_the_graph_as_it_was()
    {
        OnnxGraph graph = Doubling();
        byte[] before = graph.ToBytes();

        Refuses("", () => graph.AddNode("Add", ["x", "later"], ["z"]));
        Refuses("", () => graph.AddInitializer("z", [1f, 2], 3));
        Refuses("", () => graph.AddInput("z", OnnxElementType.Float32, 0));
        Refuses("", () => graph.AddNode("Add", ["x", "x"], ["z", "x"]));
        Refuses("", () => graph.AddNode("Add", ["x", "x"], ["z", "z"]));
        Refuses("", () => graph.AddNode("Sorcery", ["x"], ["z"]));

        graph.AddInitializer("z", [1f]);
        Assert.NotEqual(before, graph.ToBytes());
        Assert.Equal(2, OnnxModelInfo.Read(graph.ToBytes()).ParameterCount);
    }

    [Fact]
    public void A_graph_without_outputs_is_not_written()
    {
        Assert.Equal(
            "Graph 'g' has no output: add at least one.",
            Assert.Throws<InvalidOperationException>(() => WithInput("x", 2).ToBytes()).Message);
    }

    private static OnnxGraph WithInput(string name, int columns)
    {
        OnnxGraph graph = new("g");
        graph.AddInput(name, OnnxElementType.Float32, "rows", columns);
        return graph;
    }

    private static OnnxGraph Doubling()
    {
        OnnxGraph graph = WithInput("x", 2);
        graph.AddInitializer("two", [2f]);
        graph.AddNode("Mul", ["x", "two"], ["y"]);
        graph.AddOutput("y", OnnxElementType.Float32, "rows", 2);
        return graph;
    }

    private static (long, long) Versions(byte[] model)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        return (info.OperatorSets["ai.onnx"], info.FileFormatVersion);
    }

    private static void Refuses(string start, Action action) =>
        Assert.StartsWith(start, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
