using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Tests.Policies;

namespace DeepQ.Onnx.Tests.Graphs;

public class ContentHashTests
{
    [Fact]
    public void A_policy_is_intact_as_it_was_written()
    {
        Assert.True(OnnxModelInfo.Read(Sample.Identity(3)).IsIntact);
    }

    [Fact]
    public void A_changed_weight_shows()
    {
        byte[] model = Sample.Identity(3);
        int weight = model.AsSpan().IndexOf(BitConverter.GetBytes(1f));
        model[weight] ^= 1;

        Assert.False(OnnxModelInfo.Read(model).IsIntact);
    }

    [Fact]
    public void What_this_library_edits_stays_intact()
    {
        byte[] renamed = OnnxRename.InputsAndOutputs(
            Sample.Identity(3), new Dictionary<string, string> { ["QValues"] = "Values" });

        Assert.True(OnnxModelInfo.Read(renamed).IsIntact);
        Assert.True(OnnxModelInfo.Read(OnnxCompression.ToFloat16(Sample.Identity(3))).IsIntact);
    }

    [Fact]
    public void A_model_of_another_project_has_nothing_to_compare_with()
    {
        OnnxGraph graph = new("foreign");
        graph.AddInput("x", OnnxElementType.Float32, 1);
        graph.AddOutput("x", OnnxElementType.Float32, 1);

        Assert.Null(OnnxModelInfo.Read(graph.ToBytes()).IsIntact);
    }
}
