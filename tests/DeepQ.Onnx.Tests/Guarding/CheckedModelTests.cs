using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Tests.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Guarding;

/// <summary>What a runtime is given is what was checked, and nothing else of the file.</summary>
public class CheckedModelTests
{
    [Fact]
    public void Fields_that_nobody_knows_are_not_written()
    {
        byte[] secret = [0xA2, 0x1F, 6, .. "secret"u8];
        byte[] model = [.. Sample.Identity(3), .. secret];

        ReadOnlySpan<byte> written = OnnxGuard.Admit(model).Bytes.Span;

        Assert.Equal(-1, written.IndexOf("secret"u8));
        Assert.True(OnnxModelInfo.Read(written).IsIntact);
    }

    [Fact]
    public void Fields_inside_of_weights_and_nodes_are_not_written_either()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Sample.Identity(3));
        NodeProto node = NodeProto.Parser.ParseFrom([.. model.Graph.Node[0].ToByteArray(), 0x32, 6, .. "secret"u8]);
        TensorProto tensor = TensorProto.Parser.ParseFrom([.. model.Graph.Initializer[0].ToByteArray(), 0x62, 6, .. "secret"u8]);
        (model.Graph.Node[0], model.Graph.Initializer[0]) = (node, tensor);

        Assert.Equal(-1, OnnxGuard.Admit(model.ToByteArray()).Bytes.Span.IndexOf("secret"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void No_name_of_a_producer_makes_it_the_runtimes_own_format(long formatVersion)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Sample.Identity(3));
        (model.IrVersion, model.ProducerName) = (formatVersion, "_ORTM");
        byte[] file = model.ToByteArray();

        Assert.False(OnnxModel.IsOfRuntime(OnnxGuard.Admit(file).Bytes.Span));
    }

    [Fact]
    public void A_file_of_the_runtimes_own_format_is_none_for_anybody()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Sample.Identity(3));
        model.ProducerName = "ORTM";
        byte[] file = model.ToByteArray();

        Assert.True(OnnxModel.IsOfRuntime(file));
        Assert.Throws<PolicyFormatException>(() => OnnxGuard.Check(file));
        Assert.Throws<PolicyFormatException>(() => OnnxModelInfo.Read(file));
        Assert.Throws<PolicyFormatException>(() => OnnxPolicyInspector.Describe(file));
        Assert.Throws<PolicyFormatException>(() => OnnxRename.InputsAndOutputs(file, new Dictionary<string, string>()));
    }

    [Fact]
    public void Limits_hold_for_as_many_states_as_a_run_may_have()
    {
        byte[] model = Sample.Identity(1_000);
        OnnxLimits limits = new() { RunMultiplications = 100_000_000 };

        OnnxGuard.Admit(model, limits: limits, batchSize: 50);

        var error = Assert.Throws<PolicyFormatException>(() => OnnxGuard.Admit(model, limits: limits, batchSize: 150));
        Assert.Equal(
            "The ONNX model needs more than 100000000 multiplications for a run of 150 states, the limit RunMultiplications; "
            + "a smaller MaxBatchSize may do: it is not loaded.",
            error.Message);
    }

    [Fact]
    public void A_file_that_is_too_long_says_which_limits_one_of_ones_own_may_have()
    {
        byte[] model = Sample.Identity(1_000);
        Assert.Equal(
            $"The ONNX model has {model.Length} bytes, more than 100, the limit FileBytes; for your own files use "
            + "OnnxLimits.None: it is not loaded.",
            Assert.Throws<PolicyFormatException>(() => OnnxGuard.Admit(model, limits: new() { FileBytes = 100 })).Message);
    }

    [Fact]
    public void A_limit_must_be_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxLimits { Nodes = 0 });
}
