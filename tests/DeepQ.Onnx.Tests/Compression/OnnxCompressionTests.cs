using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Compression;

public class OnnxCompressionTests
{
    [Fact]
    public void Each_output_has_a_scale_of_its_own_so_that_whole_multiples_are_exact()
    {
        // 63 and 6300 are both 63 scales; the inputs 0 to 255 are whole in 8 bits.
        byte[] model = PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 63, 1, 6300, -100 }, new float[] { 0.5f, -1 })], Sample.Metadata(2, 2));

        float[] qValues = GraphRun.Evaluate(OnnxCompression.ToInt8(model), [255, 0, 10, 255], 2, 2);

        Assert.Equal([(63 * 255) + 0.5f, (6300 * 255) - 1, 630 + 255.5f, 63_000 - 25_500 - 1f], qValues);
    }

    [Fact]
    public void Eight_bits_stay_near_and_take_a_third_of_the_room()
    {
        Random random = new(4);
        byte[] model = PolicyGraph.ToBytes(
            [
                Sample.Linear(random, 8, 64), new ActivationLayer(PolicyActivation.ReLU),
                Sample.Linear(random, 64, 64), new ActivationLayer(PolicyActivation.ReLU),
                Sample.Linear(random, 64, 4),
            ],
            Sample.Metadata(4, 8));
        float[] states = Sample.Values(random, 8 * 50, 1);

        byte[] compressed = OnnxCompression.ToInt8(model);

        float[] expected = GraphRun.Evaluate(model, states, 50, 8);
        float[] actual = GraphRun.Evaluate(compressed, states, 50, 8);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 1e-5f, 0.05f);
        Assert.InRange(compressed.Length, model.Length / 4, model.Length / 2);
        Assert.Equal(11, OnnxModelInfo.Read(compressed).OperatorSets["ai.onnx"]);
        Assert.Equal("int8", OnnxModelInfo.Read(compressed).Metadata["deepq.precision"]);
        OnnxGuard.Check(compressed);
    }

    [Fact]
    public void Weights_of_eight_bits_have_a_scale_for_each_output_and_whole_multiples_are_exact()
    {
        // 127 scales of 1 and of 0.01; inputs are not rounded.
        float[] weights = [127, 3, -5, 0, 64, 1, 2, 4, 1.27f, 0.01f, -0.5f, 0.25f, 0, 1, 0.02f, 0.03f, .. new float[16]];
        byte[] model = PolicyGraph.ToBytes([new LinearLayer(weights, new float[] { 0.5f, -1, 2, 3 })], Sample.Metadata(4, 8));

        byte[] compressed = OnnxCompression.ToInt8Weights(model);

        float[] states = Sample.Values(new Random(4), 8 * 20, 3);
        float[] expected = GraphRun.Evaluate(model, states, 20, 8), actual = GraphRun.Evaluate(compressed, states, 20, 8);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-3f);
        Assert.Equal("int8-weights", OnnxModelInfo.Read(compressed).Metadata["deepq.precision"]);
        OnnxGuard.Check(compressed);
    }

    [Fact]
    public void Weights_of_eight_bits_are_rounded_to_parts_of_the_greatest_of_each_output()
    {
        Random random = new(6);
        float[] kernels = Sample.Values(random, 8 * 2 * 9, 0.4f), weights = Sample.Values(random, 4 * 8 * 4 * 4, 1);
        byte[] compressed = OnnxCompression.ToInt8Weights(Model(kernels, weights));

        float[] states = Sample.Values(random, 128 * 20, 1);
        float[] expected = GraphRun.Evaluate(Model(Rounded(kernels, 8), Rounded(weights, 4)), states, 20, 2, 8, 8);
        float[] actual = GraphRun.Evaluate(compressed, states, 20, 2, 8, 8);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
        Assert.NotEqual(GraphRun.Evaluate(Model(kernels, weights), states, 20, 2, 8, 8), actual);
        Assert.Throws<ArgumentException>(() => OnnxCompression.ToInt8Weights(
            PolicyGraph.ToBytes([new LinearLayer(new float[4], new float[2])], Sample.Metadata(2, 2))));

        static byte[] Model(float[] kernels, float[] weights) => PolicyGraph.ToBytes(
            [
                new Conv2dLayer(kernels, new float[] { 0, 1, 2, 3, -1, -2, -3, 0.5f }, Kernel: 3, Stride: 2, Padding: 1),
                new ActivationLayer(PolicyActivation.ReLU),
                new FlattenLayer(),
                new LinearLayer(weights, new float[] { 0, 1, 2, 3 }),
            ],
            Sample.Metadata(4, 2, 8, 8));

        static float[] Rounded(float[] values, int outputs) =>
        [
            .. values.Chunk(values.Length / outputs).SelectMany(row =>
            {
                float scale = row.Max(MathF.Abs) / 127;
                return row.Select(value => MathF.Round(value / scale) * scale);
            }),
        ];
    }

    [Fact]
    public void Sixteen_bits_keep_halves_exactly_and_take_half_the_room()
    {
        float[] weights = [.. Enumerable.Range(0, 4096).Select(i => (i - 2048) / 1024f)];
        byte[] model = PolicyGraph.ToBytes([new LinearLayer(weights, new float[64])], Sample.Metadata(64, 64));
        float[] states = Sample.Values(new Random(4), 64, 1);

        byte[] compressed = OnnxCompression.ToFloat16(model);

        Assert.Equal(GraphRun.Evaluate(model, states, 1, 64), GraphRun.Evaluate(compressed, states, 1, 64));
        Assert.InRange(compressed.Length, model.Length / 2, model.Length * 6 / 10);
        OnnxGuard.Check(compressed);
    }

    [Theory]
    [InlineData(1e6f, 1e-5f)]
    [InlineData(1e-6f, 1e6f)]
    public void Units_of_states_and_returns_stay_in_32_bits(float state, float value)
    {
        float[] weights = [.. Enumerable.Range(0, 64).Select(i => (i - 32) / 64f)];
        float[] last = [.. weights.Select(weight => weight * value)];
        byte[] model = PolicyGraph.ToBytes(
            [
                new ScalingLayer(Enumerable.Repeat(state, 8).ToArray(), Enumerable.Repeat(1 / state, 8).ToArray()),
                new LinearLayer(weights, new float[8]),
                new LinearLayer(last, new float[8]),
            ],
            Sample.Metadata(8, 8));
        float[] states = [.. Sample.Values(new Random(4), 8, 1).Select(x => x * state)];

        byte[] compressed = OnnxCompression.ToFloat16(model);

        Assert.Equal(GraphRun.Evaluate(model, states, 1, 8), GraphRun.Evaluate(compressed, states, 1, 8));
        Assert.True(compressed.Length < model.Length);
    }

    [Fact]
    public void What_cannot_be_compressed_is_an_error_that_says_why()
    {
        byte[] large = PolicyGraph.ToBytes([new LinearLayer(new float[] { 1e5f, 0 }, new float[2])], Sample.Metadata(2, 1));
        OnnxGraph empty = new("empty");
        empty.AddInput("x", OnnxElementType.Float32, 1);
        empty.AddOutput("x", OnnxElementType.Float32, 1);

        Assert.Contains("no weights", Refused(() => OnnxCompression.ToFloat16(large)), StringComparison.Ordinal);
        Assert.Contains("no weights", Refused(() => OnnxCompression.ToFloat16(empty.ToBytes())), StringComparison.Ordinal);
        Assert.Contains("no fully connected", Refused(() => OnnxCompression.ToInt8(empty.ToBytes())), StringComparison.Ordinal);
    }

    private static string Refused(Func<byte[]> compress) => Assert.Throws<ArgumentException>(compress).Message;
}
