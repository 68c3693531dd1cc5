using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Compression;

public class FitInt8WeightsTests
{
    private const int Size = 4;
    private const int Width = 48;
    private const int Actions = 3;

    private static readonly PolicyLayer Relu = new ActivationLayer(PolicyActivation.ReLU);

    [Trait("Category", "Slow")]
    [Fact]
    public void Actions_that_lie_close_stay_the_same_in_states_that_were_not_fitted()
    {
        Random random = new(3);
        byte[] model = PolicyGraph.ToBytes(
            [Linear(random, Size, Width), Relu, Linear(random, Width, Width), Relu, Close(random)], Sample.Metadata(Actions, Size));

        byte[] fitted = OnnxCompression.FitInt8Weights(model, Sample.Values(random, 4_000 * Size, 1));

        float[] states = Sample.Values(random, 4_000 * Size, 1);
        Assert.InRange(Agreement(model, OnnxCompression.ToInt8Weights(model), states), 0, 0.975);
        Assert.InRange(Agreement(model, fitted, states), 0.99, 1);
        Assert.InRange(fitted.Length, 0, model.Length * 0.45);
        Assert.Equal("int8-fitted", OnnxModelInfo.Read(fitted).Metadata["deepq.precision"]);
        Assert.Equal(13, OnnxModelInfo.Read(fitted).OperatorSets["ai.onnx"]);
        OnnxGuard.Check(fitted);
    }

    [Fact]
    public void The_same_states_give_the_same_bytes()
    {
        byte[] model = PolicyGraph.ToBytes(
            [Linear(new(3), Size, Width), Relu, Linear(new(4), Width, Actions)], Sample.Metadata(Actions, Size));
        float[] states = Sample.Values(new(5), 300 * Size, 1);

        Assert.Equal(OnnxCompression.FitInt8Weights(model, states), OnnxCompression.FitInt8Weights(model, states));
    }

    [Fact]
    public void A_table_keeps_the_best_action_of_each_row_though_another_is_nearly_as_good()
    {
        // The second best is behind by a thousandth of what 8 bits can tell apart.
        Random random = new(6);
        float[] weights = new float[4 * 64];
        for (int state = 0; state < 64; state++)
        {
            float best = (20 * random.NextSingle()) - 10;
            for (int action = 0; action < 4; action++)
                weights[(action * 64) + state] = action == state % 4 ? best : best - 1e-4f - (action == (state + 1) % 4 ? 0 : random.NextSingle());
        }

        byte[] model = PolicyGraph.ToBytes([new LinearLayer(weights, new float[4])], Sample.Metadata(4, 64));
        float[] states = new float[64 * 64];
        for (int state = 0; state < 64; state++)
            states[(state * 64) + state] = 1;

        Assert.InRange(Agreement(model, OnnxCompression.ToInt8Weights(model), states), 0, 0.8);
        Assert.Equal(1, Agreement(model, OnnxCompression.FitInt8Weights(model, states), states));
    }

    [Fact]
    public void A_fit_that_is_canceled_ends()
    {
        byte[] model = PolicyGraph.ToBytes(
            [Linear(new(3), Size, Width), Relu, Linear(new(4), Width, Actions)], Sample.Metadata(Actions, Size));
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => OnnxCompression.FitInt8Weights(model, Sample.Values(new(5), 300 * Size, 1), source.Token));
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("dueling")]
    [InlineData("quantiles")]
    [InlineData("implicit-quantiles")]
    [InlineData("normalized")]
    [InlineData("mask-required")]
    public void Networks_of_every_kind_can_be_fitted(string kind)
    {
        Random random = new(7);
        PolicyLayer[] body = [Linear(random, Size, Width), Relu, Linear(random, Width, Width), Relu];
        PolicyLayer[] layers = kind switch
        {
            "dueling" => [.. body, new DuelingLayer([Linear(random, Width, 1)], [Linear(random, Width, Actions)])],
            "quantiles" => [.. body, Linear(random, Width, Actions * 5), new QuantileLayer(5)],
            "implicit-quantiles" =>
            [
                .. body,
                new QuantileMeanLayer(Sample.Values(random, 5 * Width, 1), 5, [Linear(random, Width, Width), Relu, Linear(random, Width, Actions)]),
            ],
            "normalized" => [.. body, new LayerNormLayer(Sample.Values(random, Width, 1), Sample.Values(random, Width, 1)), Linear(random, Width, Actions)],
            _ => [.. body, Linear(random, Width, Actions)],
        };
        byte[] model = PolicyGraph.ToBytes(
            layers, Sample.Metadata(Actions, Size), new PolicyGraphOptions { ActionMaskRequired = kind == "mask-required" });

        byte[] fitted = OnnxCompression.FitInt8Weights(model, Sample.Values(random, 2_000 * Size, 1));

        OnnxGuard.Check(fitted);
        Assert.InRange(fitted.Length, 0, model.Length * 0.6);
        if (kind != "mask-required")
            Assert.InRange(Agreement(model, fitted, Sample.Values(random, 2_000 * Size, 1)), 0.98, 1);
    }

    [Fact]
    public void Convolutions_are_rounded_and_the_layers_after_them_fitted()
    {
        Random random = new(8);
        byte[] model = PolicyGraph.ToBytes(
            [
                new ScalingLayer(new float[] { 0 }, new float[] { 1 / 255f }),
                new Conv2dLayer(Sample.Values(random, 16 * 2 * 9, 0.4f), new float[16], Kernel: 3, Stride: 2, Padding: 1),
                Relu,
                new Conv2dLayer(Sample.Values(random, 16 * 16 * 9, 0.4f), new float[16], Kernel: 3, Stride: 2, Padding: 1),
                Relu,
                new FlattenLayer(),
                Linear(random, 16 * 2 * 2, Actions),
            ],
            Sample.Metadata(Actions, 2, 8, 8));
        float[] Pixels(int states) => [.. Enumerable.Range(0, states * 128).Select(_ => (float)random.Next(256))];

        byte[] fitted = OnnxCompression.FitInt8Weights(model, Pixels(500));

        float[] pixels = Pixels(200);
        float[] expected = GraphRun.Evaluate(model, pixels, 200, 2, 8, 8), actual = GraphRun.Evaluate(fitted, pixels, 200, 2, 8, 8);
        Assert.InRange(Best(expected).Zip(Best(actual)).Count(pair => pair.First == pair.Second), 190, 200);
        Assert.InRange(fitted.Length, 0, model.Length * 0.6);
    }

    [Fact]
    public void What_cannot_be_fitted_is_an_error_that_says_why()
    {
        byte[] model = PolicyGraph.ToBytes([Linear(new(1), 32, Actions)], Sample.Metadata(Actions, 32));
        byte[] tiny = PolicyGraph.ToBytes([Linear(new(1), 2, Actions)], Sample.Metadata(Actions, 2));
        byte[] single = PolicyGraph.ToBytes([Linear(new(1), 32, 1)], Sample.Metadata(1, 32));

        Assert.Contains("There are 33 values; a state has 32", Refused(() => OnnxCompression.FitInt8Weights(model, new float[33])), StringComparison.Ordinal);
        Assert.Contains("There are 0 values", Refused(() => OnnxCompression.FitInt8Weights(model, [])), StringComparison.Ordinal);
        Assert.Contains("no weights", Refused(() => OnnxCompression.FitInt8Weights(tiny, new float[2])), StringComparison.Ordinal);
        Assert.Contains("two actions or more", Refused(() => OnnxCompression.FitInt8Weights(single, new float[32])), StringComparison.Ordinal);
        Assert.Contains("all must be finite", Refused(() => OnnxCompression.FitInt8Weights(model, [float.NaN, .. new float[31]])), StringComparison.Ordinal);
        byte[] steep = PolicyGraph.ToBytes(
            [new LinearLayer(Enumerable.Repeat(10f, 32 * Actions).ToArray(), new float[Actions])], Sample.Metadata(Actions, 32));
        Assert.Contains(
            "overflow the network",
            Refused(() => OnnxCompression.FitInt8Weights(steep, [.. Enumerable.Repeat(3e38f, 32)])),
            StringComparison.Ordinal);
    }

    private static string Refused(Func<byte[]> fit) => Assert.Throws<ArgumentException>(fit).Message;

    private static double Agreement(byte[] one, byte[] other, float[] states)
    {
        int size = (int)OnnxModelInfo.Read(one).Inputs[0].Dimensions![1].Length!.Value, count = states.Length / size;
        long[] expected = Best(GraphRun.Evaluate(one, states, count, size)), actual = Best(GraphRun.Evaluate(other, states, count, size));
        return expected.Zip(actual).Count(pair => pair.First == pair.Second) / (double)expected.Length;

        long[] Best(float[] qValues) => [.. qValues.Chunk(qValues.Length / count).Select(row => (long)Array.IndexOf(row, row.Max()))];
    }

    private static long[] Best(float[] qValues) => [.. qValues.Chunk(Actions).Select(row => (long)Array.IndexOf(row, row.Max()))];

    private static LinearLayer Linear(Random random, int inputs, int outputs) => new(
        Sample.Values(random, inputs * outputs, 2 / MathF.Sqrt(inputs)), Sample.Values(random, outputs, 0.2f));

    // Rows that differ by a twentieth of their size.
    private static LinearLayer Close(Random random)
    {
        float[] common = Sample.Values(random, Width, 1), own = Sample.Values(random, Actions * Width, 0.05f);
        return new(own.Select((value, i) => value + common[i % Width]).ToArray(), new float[Actions]);
    }
}
