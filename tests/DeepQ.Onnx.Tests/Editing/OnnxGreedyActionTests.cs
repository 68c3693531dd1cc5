using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Editing;

public class OnnxGreedyActionTests
{
    [Fact]
    public void The_action_of_the_greatest_value_is_added_the_first_of_equals()
    {
        byte[] model = OnnxGreedyAction.Append(Negation("inside"), "QValues", "Action");

        using PolicySession session = new(model);
        (float[] qValues, long[] actions) = session.Run([3, 1, 2, 5, 5, 9], 2);

        Assert.Equal([-3, -1, -2, -5, -5, -9], qValues);
        Assert.Equal([1, 0], actions);
        Assert.Equal("Action: Int64 [rows]", OnnxModelInfo.Read(model).Outputs[1].ToString());
    }

    [Fact]
    public void A_value_inside_gives_way()
    {
        using PolicySession session = new(OnnxGreedyAction.Append(Negation("Action"), "QValues", "Action"));

        Assert.Equal([2], session.Run([3, 2, 1], 1).Actions);
    }

    [Theory]
    [InlineData("Score", "Action", "The graph has no output 'Score' of two axes. (Parameter 'qValues')")]
    [InlineData("QValues", "x", "'x' is empty or the name of another input or output. (Parameter 'action')")]
    [InlineData("QValues", "", "'' is empty or the name of another input or output. (Parameter 'action')")]
    public void Names_that_cannot_be_are_refused(string qValues, string action, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => OnnxGreedyAction.Append(Negation("inside"), qValues, action));

        Assert.Equal(message, error.Message);
    }

    // Q = (0 - x) + 0.
    private static byte[] Negation(string inside)
    {
        OnnxGraph graph = new("negation");
        graph.AddInput("x", OnnxElementType.Float32, "rows", 3);
        graph.AddInitializer("zero", [0f]);
        graph.AddNode("Sub", ["zero", "x"], [inside]);
        graph.AddNode("Add", [inside, "zero"], ["QValues"]);
        graph.AddOutput("QValues", OnnxElementType.Float32, "rows", 3);
        return graph.ToBytes();
    }
}
