using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Tests.Policies;

public class PolicyGraphErrorTests
{
    public static TheoryData<PolicyLayer[], string> Misfits() => new()
    {
        { [], "There is no layer: at least one is needed. (Parameter 'layers')" },
        {
            [new LinearLayer(new float[6], new float[2])],
            "layer0 is linear with 6 weights and 2 biases; it is given 2 values."
        },
        {
            [new LinearLayer(new float[6], new float[3])],
            "The network returns 3 values per state; 2 actions need 2 values. (Parameter 'layers')"
        },
        {
            [new ActivationLayer(PolicyActivation.ReLU), new LayerNormLayer(new float[2], new float[3])],
            "layer1 has 2 scales and 3 biases; it is given 2 values."
        },
        {
            [new LayerNormLayer(new float[2], new float[2], 0)],
            "layer0 has the epsilon 0, which must be above zero."
        },
        {
            [new DuelingLayer([new LinearLayer(new float[4], new float[2])], [new ActivationLayer(default)])],
            "layer0 has a value stream that returns 2 values; it must return one."
        },
        {
            [new DuelingLayer([new ActivationLayer(default)], [new LinearLayer(new float[6], new float[3])], 2)],
            "layer0 has 3 advantages, which is not a multiple of 2."
        },
        {
            [new CategoricalLayer(new float[3])],
            "layer0 has 3 returns; it is given 2 values, which is not a multiple of that."
        },
        {
            [new QuantileMeanLayer(new float[4], 3, [new ActivationLayer(default)])],
            "layer0 has 4 factors at 3 fractions; it is given 2 values."
        },
        {
            [new Conv2dLayer(new float[4], new float[1], 2)],
            "layer0 convolves (channels, height, width), not 2 values."
        },
        {
            [new LinearLayer(new float[] { 1, 2, 3, float.NaN }, new float[2])],
            "Weight 'layer0.weight' is NaN at position 3; all must be finite. (Parameter 'values')"
        },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_layer_that_does_not_fit_is_named(PolicyLayer[] layers, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => PolicyGraph.ToBytes(layers, Sample.Metadata(2, 2)));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_linear_layer_does_not_take_an_image()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => PolicyGraph.ToBytes([new LinearLayer(new float[8], new float[2])], Sample.Metadata(2, 1, 2, 2)));

        Assert.Equal(
            "layer0 takes a row of values, not (1, 2, 2) values; put a FlattenLayer before it.", error.Message);
    }

    [Fact]
    public void An_operator_set_in_which_a_layer_means_something_else_is_refused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => PolicyGraph.ToBytes(Sample.Mixed(new Random(1)), Sample.Metadata(3, 5), operatorSet: 18));

        Assert.Equal(
            "Node ReduceMean_1 needs an operator set from 7 to 17, not 18. (Parameter 'operatorSet')", error.Message);
    }
}
