using DeepQ.Onnx.Evaluation;
using DeepQ.Onnx.Evaluation.Operators;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Tests.Evaluation;

/// <summary>Each operator gives what ONNX Runtime gives, with each width of vector and in runs of each length.</summary>
public sealed class OperatorTests
{
    private const OnnxElementType Float = OnnxElementType.Float32;

    public static TheoryData<string> Names => [.. OperatorCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_what_ONNX_Runtime_gives(string name) => BothRuns.AssertEqual(OperatorCases.All[name]());

    [Fact]
    public void Every_operator_has_a_case()
    {
        HashSet<string> tried = [.. OperatorCases.All.Values.SelectMany(model => ModelProto.Parser.ParseFrom(model()).Graph.Node)
            .Select(node => node.Domain.Length > 0 ? $"{node.Domain}.{node.OpType}" : node.OpType)];

        // What depends on the states of a run together is held by the policies of eight bits.
        Assert.Equal(["DynamicQuantizeLinear", "MatMulInteger"], EvaluatedOperators.Names.Except(tried).Order());
    }

    [Fact]
    public void Of_the_operators_that_a_model_may_have_one_is_not_computed() =>
        Assert.Equal(["TopK"], OnnxGuard.Operators(OnnxProfile.Pipeline).Except(EvaluatedOperators.Names));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 64)]
    [InlineData(64, 64)]
    [InlineData(64, 2)]
    [InlineData(33, 17)]
    [InlineData(33, 2)]
    [InlineData(1027, 1)]
    [InlineData(20, 512)]
    [InlineData(32, 8)]
    [InlineData(5, 70)]
    public void A_product_of_any_size_is_the_same(long inputs, long outputs)
    {
        ModelDraft draft = new ModelDraft(13).Input("x", Float, inputs);
        byte[] model = draft
            .Node("Gemm", ["x", draft.Weight(-1, 1, outputs, inputs), draft.Weight(-1, 1, outputs)], ["h"], OnnxAttribute.Int("transB", 1))
            .Node("Relu", ["h"], ["y"])
            .Output("y", Float, outputs)
            .Bytes();

        BothRuns.AssertEqual(model, states: 19);
    }

    [Fact]
    public void Random_shapes_are_repeated_as_ONNX_Runtime_repeats_them()
    {
        Random random = new(2);
        for (int i = 0; i < 40; i++)
        {
            long[] axes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (long)random.Next(1, 5))];
            long[] other = [.. axes.Skip(random.Next(axes.Length)).Select(length => random.Next(3) == 0 ? 1 : length)];
            ModelDraft draft = new ModelDraft(13, i).Input("x", Float, axes);
            string weight = draft.Weight(0.5f, 2, other);
            bool first = random.Next(2) == 0;
            byte[] model = draft
                .Node(random.Next(3) switch { 0 => "Add", 1 => "Div", _ => "Max" }, first ? [weight, "x"] : ["x", weight], ["y"])
                .Output("y", Float, axes)
                .Bytes();

            BothRuns.AssertEqual(model);
        }
    }

    [Fact]
    public void Random_convolutions_are_the_same()
    {
        Random random = new(4);
        for (int i = 0; i < 30; i++)
        {
            int channels = random.Next(1, 5), outputs = i % 3 == 0 ? 4 * random.Next(1, 6) : random.Next(1, 20), kernel = random.Next(1, 4);
            (int stride, int dilation, int pad) = (random.Next(1, 3), random.Next(1, 3), random.Next(0, 2));
            int height = random.Next(6, 10), width = random.Next(6, 10);
            long Places(int length) => ((length + (2 * pad) - (dilation * (kernel - 1)) - 1) / stride) + 1;
            ModelDraft draft = new ModelDraft(13, i).Input("x", Float, channels, height, width);
            byte[] model = draft
                .Node(
                    "Conv",
                    ["x", draft.Weight(-1, 1, outputs, channels, kernel, kernel), draft.Weight(-1, 1, outputs)],
                    ["h"],
                    OnnxAttribute.Ints("kernel_shape", kernel, kernel),
                    OnnxAttribute.Ints("strides", stride, stride),
                    OnnxAttribute.Ints("dilations", dilation, dilation),
                    OnnxAttribute.Ints("pads", pad, pad, pad, pad))
                .Node("Relu", ["h"], ["y"])
                .Output("y", Float, outputs, Places(height), Places(width))
                .Bytes();

            BothRuns.AssertEqual(model, states: 3);
        }
    }

    [Fact]
    public void A_value_that_others_read_is_not_written_over()
    {
        ModelDraft draft = new ModelDraft(13).Input("x", Float, 6);
        byte[] model = draft
            .Node("Gemm", ["x", draft.Weight(-1, 1, 6, 6)], ["h"])
            .Node("Relu", ["h"], ["r"])
            .Node("Tanh", ["h"], ["t"])
            .Node("Add", ["h", "t"], ["s"])
            .Node("Mul", ["s", "r"], ["p"])
            .Node("Sigmoid", ["p"], ["y"])
            .Output("y", Float, 6)
            .Output("t", Float, 6)
            .Output("h", Float, 6)
            .Bytes();

        BothRuns.AssertEqual(model);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-6)]
    public void An_index_beyond_a_table_is_refused_before_a_run(long index)
    {
        ModelDraft draft = new ModelDraft(13).Input("x", Float, 5, 2);
        byte[] model = draft
            .Node("Gather", ["x", draft.Table(index)], ["y"], OnnxAttribute.Int("axis", 1))
            .Output("y", Float, 1, 1, 2)
            .Bytes();
        CheckedModel admitted = OnnxGuard.Admit(model, OnnxProfile.Pipeline);

        PolicyFormatException error = Assert.Throws<PolicyFormatException>(() => OnnxProgram.Compile(admitted, ["y"]));

        Assert.Contains($"has an index {index} beyond the 5 of the axis 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scaler", "offset", "scale")]
    [InlineData("Imputer", "imputed_value_floats")]
    public void A_value_for_each_column_goes_with_rows_alone(string type, params string[] attributes)
    {
        ModelDraft draft = new ModelDraft(13).Input("x", Float, 2, 3).Node($"ai.onnx.ml.{type}", ["x"], ["y"]);
        foreach (string attribute in attributes)
            draft.Floats(attribute, 1, 2, 3);
        byte[] model = draft.Output("y", Float, 2, 3).Bytes();

        Assert.Throws<PolicyFormatException>(() => OnnxGuard.Check(model, OnnxProfile.Pipeline));
    }

    [Fact]
    public void What_is_no_number_is_of_no_category()
    {
        byte[] model = new ModelDraft(13).Input("x", Float, 1)
            .Node("Sqrt", ["x"], ["root"])
            .Node("ai.onnx.ml.OneHotEncoder", ["root"], ["y"], OnnxAttribute.Ints("cats_int64s", 0, 1))
            .Output("y", Float, 1, 2)
            .Bytes();
        OnnxRun run = OnnxProgram.Compile(OnnxGuard.Admit(model, OnnxProfile.Pipeline), ["y"]).NewRun();
        new float[] { -1, 0, 1 }.CopyTo(run.Input<float>(0, 3));

        run.Run(3);

        Assert.Equal([0, 0, 1, 0, 0, 1], run.Output<float>(0, 3).ToArray());
    }
}
