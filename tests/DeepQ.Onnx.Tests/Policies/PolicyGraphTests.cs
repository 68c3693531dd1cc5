using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Running;
using DeepQ.Onnx.Verification;

namespace DeepQ.Onnx.Tests.Policies;

public class PolicyGraphTests
{
    [Fact]
    public void A_linear_layer_multiplies_by_its_rows_and_adds_its_bias()
    {
        // [[1, 2], [3, 4], [5, 6]] (10, 1) + (0.5, -1, 0) = (12.5, 33, 56).
        byte[] model = PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 0.5f, -1, 0 })], Sample.Metadata(3, 2));
        using PolicySession session = new(model);

        (float[] qValues, long[] actions) = session.Run([10, 1], 1);

        Assert.Equal([12.5f, 33, 56], qValues);
        Assert.Equal([2], actions);
    }

    [Theory]
    [InlineData(PolicyActivation.ReLU, 0f, 2f)]
    [InlineData(PolicyActivation.Tanh, -0.7615942f, 0.9640276f)]
    [InlineData(PolicyActivation.SiLU, -0.2689414f, 1.7615942f)]
    public void An_activation_acts_on_each_value(PolicyActivation activation, float atMinusOne, float atTwo)
    {
        byte[] model = PolicyGraph.ToBytes([new ActivationLayer(activation)], Sample.Metadata(2, 2));
        using PolicySession session = new(model);

        float[] qValues = session.Run([-1, 2], 1).QValues;

        Assert.Equal(atMinusOne, qValues[0], 1e-6f);
        Assert.Equal(atTwo, qValues[1], 1e-6f);
    }

    [Fact]
    public void A_dueling_head_takes_the_mean_advantage_away()
    {
        // Value 10 x; advantages x, 2x, 6x with mean 3x: Q = 8x, 9x, 13x.
        DuelingLayer head = new(
            [new LinearLayer(new float[] { 10 }, new float[] { 0 })],
            [new LinearLayer(new float[] { 1, 2, 6 }, new float[] { 0, 0, 0 })]);
        using PolicySession session = new(PolicyGraph.ToBytes([head], Sample.Metadata(3, 1)));

        (float[] qValues, long[] actions) = session.Run([1, -2], 2);

        Assert.Equal([8, 9, 13, -16, -18, -26], qValues);
        Assert.Equal([2, 0], actions);
    }

    [Fact]
    public void An_action_that_the_data_hardly_support_lies_below_all_others()
    {
        // Q = (5, 1, 3) x. The logits are (0, 2, 1) x: at x = 1 action 0 lies 2 below the likeliest, at x = −1 action 1.
        SupportLayer layer = new(
            [new LinearLayer(new float[] { 5, 1, 3 }, new float[] { 0, 0, 0 })],
            [new LinearLayer(new float[] { 0, 2, 1 }, new float[] { 0, 0, 0 })],
            LogThreshold: -1.5f);
        using PolicySession session = new(PolicyGraph.ToBytes([layer], Sample.Metadata(3, 1)));

        (float[] qValues, long[] actions) = session.Run([1, -1], 2);

        // The distance is 1 + 5 − 1 in both states.
        Assert.Equal([0, 1, 3, -5, -6, -3], qValues);
        Assert.Equal([2, 2], actions);
    }

    [Fact]
    public void A_dueling_head_of_distributions_joins_each_value_on_its_own()
    {
        // Values (10, 20) x; advantages (1, 2) and (3, 8) x with means (2, 5): (9, 17) and (11, 23) x.
        DuelingLayer head = new(
            [new LinearLayer(new float[] { 10, 20 }, new float[] { 0, 0 })],
            [new LinearLayer(new float[] { 1, 2, 3, 8 }, new float[] { 0, 0, 0, 0 })],
            ValuesPerAction: 2);
        using PolicySession session = new(PolicyGraph.ToBytes([head], Sample.Metadata(4, 1)));

        Assert.Equal([9, 17, 11, 23, -18, -34, -22, -46], session.Run([1, -2], 2).QValues);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(13)]
    public void Categorical_logits_give_the_means_of_their_returns(int operatorSet)
    {
        // Returns -1, 0, 1; logits (0, 0, ln 2) and (ln 3, 0, 0): means (2 - 1) / 4 and (1 - 3) / 5.
        CategoricalLayer means = new(new float[] { -1, 0, 1 });
        using PolicySession session = new(PolicyGraph.ToBytes(
            [new ScalingLayer(new float[] { 0 }, new float[] { 1 }), means], Sample.Metadata(2, 6), operatorSet));

        (float[] qValues, long[] actions) = session.Run([0, 0, MathF.Log(2), MathF.Log(3), 0, 0], 1);

        Assert.Equal(0.25f, qValues[0], 1e-6f);
        Assert.Equal(-0.4f, qValues[1], 1e-6f);
        Assert.Equal([0], actions);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(13)]
    public void Quantiles_are_averaged_over_the_fractions(int operatorSet)
    {
        // Factors (2, 0) and (4, 1) of the features (x, y); a head that gives (x + 1, 3 y): means (3 x + 1, 1.5 y).
        QuantileMeanLayer mean = new(
            new float[] { 2, 0, 4, 1 }, 2, [new LinearLayer(new float[] { 1, 0, 0, 3 }, new float[] { 1, 0 })]);
        using PolicySession session = new(PolicyGraph.ToBytes([mean], Sample.Metadata(2, 2), operatorSet));

        Assert.Equal([16, 3, -2, 6], session.Run([5, 2, -1, 4], 2).QValues);
    }

    [Fact]
    public void Layer_normalization_divides_the_variance_by_the_number_of_values()
    {
        // (1, 3, 5, 7): mean 4, squares 9 + 1 + 1 + 9 = 20, variance 5; with epsilon 4 the deviation is 3.
        LayerNormLayer norm = new(new float[] { 3, 3, 3, 6 }, new float[] { 0, 0, 0, 1 }, Epsilon: 4);
        using PolicySession session = new(PolicyGraph.ToBytes([norm], Sample.Metadata(4, 4)));

        float[] qValues = session.Run([1, 3, 5, 7], 1).QValues;

        float[] expected = [-3, -1, 1, 7];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], qValues[i], 1e-5f);
    }

    [Fact]
    public void Scaling_shifts_before_it_multiplies()
    {
        ScalingLayer scaling = new(new float[] { 1, 10 }, new float[] { 2 });
        using PolicySession session = new(PolicyGraph.ToBytes([scaling], Sample.Metadata(2, 2)));

        Assert.Equal([4, -10], session.Run([3, 5], 1).QValues);
    }

    [Fact]
    public void A_convolution_slides_its_kernel_over_the_padded_image()
    {
        // Kernel (1 2; 3 4) over (1 2; 3 4), padded by one, stride two: the corners see 4·1, 3·2, 2·3 and 1·4.
        Conv2dLayer convolution = new(new float[] { 1, 2, 3, 4 }, new float[] { 0.5f }, Kernel: 2, 2, Padding: 1);
        byte[] model = PolicyGraph.ToBytes([convolution, new FlattenLayer()], Sample.Metadata(4, 1, 2, 2));
        using PolicySession session = new(model);

        Assert.Equal([4.5f, 6.5f, 6.5f, 4.5f], session.Run([1, 2, 3, 4], 1).QValues);
    }

    [Fact]
    public void The_first_of_equal_q_values_is_the_action()
    {
        using PolicySession session = new(Sample.Identity(3));

        Assert.Equal([0, 1, 1, 0], session.Run([7, 7, 7, 1, 7, 7, 0, 7, 0, 7, 0, 7], 4).Actions);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(17)]
    public void A_network_of_all_layers_gives_the_values_of_its_formulas(int? operatorSet)
    {
        PolicyLayer[] layers = Sample.Mixed(new Random(11));
        using PolicySession session = new(PolicyGraph.ToBytes(layers, Sample.Metadata(3, 5), operatorSet));
        float[] bounds = [1, 2, 3, 4, 5];

        VerificationReport report = OnnxVerifier.Compare(
            session.Run,
            (states, batch) => ReferenceNetwork.Run(layers, states, batch),
            [.. bounds.Select(bound => -bound)],
            bounds,
            new Random(12));

        Assert.True(report.Passed, report.ToString());
        Assert.Equal([1, 3, 64], report.Batches.Select(batch => batch.BatchSize));
    }

    [Fact]
    public void The_file_says_what_goes_in_and_what_comes_out()
    {
        PolicyMetadata metadata = Sample.Metadata(3, 5) with { ObservationName = "Features" };
        OnnxModelInfo info = OnnxModelInfo.Read(PolicyGraph.ToBytes(Sample.Mixed(new Random(1)), metadata));

        Assert.Equal(["Features: Float32 [batch, 5]"], info.Inputs.Select(input => input.ToString()));
        Assert.Equal(
            ["QValues: Float32 [batch, 3]", "Action: Int64 [batch]"], info.Outputs.Select(output => output.ToString()));
        Assert.Equal(7, info.OperatorSets["ai.onnx"]);
        Assert.Equal(4, info.FileFormatVersion);
        Assert.Equal("DeepQ.MLNet", info.Producer);
    }

    [Fact]
    public void Equal_networks_give_equal_bytes()
    {
        Assert.Equal(
            PolicyGraph.ToBytes(Sample.Mixed(new Random(1)), Sample.Metadata(3, 5)),
            PolicyGraph.ToBytes(Sample.Mixed(new Random(1)), Sample.Metadata(3, 5)));
    }
}
