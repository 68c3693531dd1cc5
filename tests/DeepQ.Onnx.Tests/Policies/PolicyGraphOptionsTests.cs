using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Onnx.Tests.Policies;

/// <summary>The optional inputs and outputs of policies whose Q-values are the state.</summary>
public class PolicyGraphOptionsTests
{
    private static readonly PolicyLayer[] Identity =
        [new LinearLayer(new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 }, new float[3])];

    [Fact]
    public void An_illegal_action_is_never_chosen_and_the_mask_may_be_left_out()
    {
        byte[] model = Write(Identity, new() { ActionMask = true });

        Assert.Equal(2, Run(model, "Action", [1, 2, 3])[0]);
        Assert.Equal(1, Run(model, "Action", [1, 2, 3], [true, true, false])[0]);
        Assert.Equal(0, Run(model, "Action", [-9, -2, -3], [true, false, false])[0]);
        Assert.Equal([1f, 2, 3], Run(model, "QValues", [1, 2, 3], [true, true, false]));
    }

    [Fact]
    public void A_mask_that_is_required_cannot_be_left_out()
    {
        byte[] model = Write(Identity, new() { ActionMaskRequired = true });

        Assert.Equal(1, Run(model, "Action", [1, 2, 3], [true, true, false])[0]);
        Assert.ThrowsAny<Exception>(() => Run(model, "Action", [1, 2, 3]));
        Assert.Equal(
            ["State: Float32 [batch, 3]", "ActionMask: Boolean [batch, 3]"],
            OnnxModelInfo.Read(model).Inputs.Select(input => $"{input}"));
    }

    [Fact]
    public void A_mask_has_a_row_for_each_state()
    {
        byte[] model = Write(Identity, new() { ActionMask = true });

        Assert.Equal(
            [1f, 2], Run(model, "Action", [1, 2, 3, 1, 2, 3], [true, true, false, true, true, true]));
    }

    [Theory]
    [InlineData(false, 1f)]
    [InlineData(true, 2.5f)]
    public void The_margin_is_what_the_best_legal_action_is_ahead_of_the_next(bool masked, float expected)
    {
        byte[] model = Write(Identity, new() { ActionMask = true, Margin = true });

        Assert.Equal(expected, Run(model, "Margin", [0.5f, 3, 2], masked ? [true, true, false] : null)[0]);
    }

    [Fact]
    public void Equal_values_have_no_margin()
    {
        Assert.Equal(0, Run(Write(Identity, new() { Margin = true }), "Margin", [3, 3, 2])[0]);
    }

    [Fact]
    public void A_categorical_policy_gives_the_probability_of_each_return()
    {
        // Logits (0, ln 3) for each action: probabilities (1/4, 3/4) of the returns 0 and 4, so Q = 3.
        float log3 = MathF.Log(3);
        byte[] model = Write(
            [
                new LinearLayer(new float[18], new float[] { 0, log3, 0, log3, 0, log3 }),
                new CategoricalLayer(new float[] { 0, 4 }),
            ],
            new() { Distribution = true });

        float[] probabilities = Run(model, "Distribution", [0, 0, 0]);

        Assert.Equal([0.25f, 0.75f, 0.25f, 0.75f, 0.25f, 0.75f], probabilities.Select(p => MathF.Round(p, 6)));
        Assert.Equal(3, Run(model, "QValues", [0, 0, 0])[2], 1e-5f);
        Assert.Equal("[0,4]", OnnxModelInfo.Read(model).Metadata["deepq.returns"]);
    }

    [Fact]
    public void Quantiles_are_given_action_by_action()
    {
        byte[] model = Write(
            [new LinearLayer(new float[18], new float[] { 1, 3, 5, 7, 9, 11 }), new QuantileLayer(2)],
            new() { Distribution = true });

        Assert.Equal([1f, 3, 5, 7, 9, 11], Run(model, "Distribution", [0, 0, 0]));
        Assert.Equal([2f, 6, 10], Run(model, "QValues", [0, 0, 0]));
    }

    [Fact]
    public void Implicit_quantiles_are_given_action_by_action()
    {
        // The features are s0, times 1 and 10 at the two fractions; each action multiplies them by its number plus one.
        byte[] model = Write(
            [
                new LinearLayer(new float[] { 1, 0, 0 }, new float[1]),
                new QuantileMeanLayer(new float[] { 1, 10 }, 2, [new LinearLayer(new float[] { 1, 2, 3 }, new float[3])]),
            ],
            new() { Distribution = true });

        Assert.Equal([2f, 20, 4, 40, 6, 60], Run(model, "Distribution", [2, 0, 0]));
        Assert.Equal([11f, 22, 33], Run(model, "QValues", [2, 0, 0]));
    }

    [Fact]
    public void A_policy_without_a_distribution_cannot_give_one()
    {
        var error = Assert.Throws<ArgumentException>(() => Write(Identity, new() { Distribution = true }));

        Assert.StartsWith("The last layer is LinearLayer, which has no distribution", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_converted_by_the_graph()
    {
        byte[] model = Write(Identity, new() { ByteObservations = true });
        using InferenceSession session = new(model);
        using OrtValue states = OrtValue.CreateTensorValueFromMemory(new byte[] { 7, 255, 0 }, [1, 3]);
        using RunOptions run = new();

        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["State"], [states], ["QValues"]);

        Assert.Equal([7f, 255, 0], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Theory]
    [InlineData(false, false, 7, 4)]
    [InlineData(true, false, 9, 4)]
    [InlineData(false, true, 9, 4)]
    public void The_operator_set_is_the_lowest_that_serves(bool mask, bool margin, int operatorSet, int format)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(Write(Identity, new() { ActionMask = mask, Margin = margin }));

        Assert.Equal((operatorSet, format), (info.OperatorSets["ai.onnx"], info.FileFormatVersion));
        Assert.Equal(["State"], info.Inputs.Select(input => input.Name));
        Assert.Equal(mask ? ["ActionMask: Boolean [mask_batch, 3]"] : [], info.OptionalInputs.Select(input => $"{input}"));
    }

    private static byte[] Write(PolicyLayer[] layers, PolicyGraphOptions options) =>
        PolicyGraph.ToBytes(layers, Sample.Metadata(3, 3), options);

    private static float[] Run(byte[] model, string output, float[] states, bool[]? mask = null)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(model, options);
        using RunOptions run = new();
        using OrtValue state = OrtValue.CreateTensorValueFromMemory(states, [states.Length / 3, 3]);
        using OrtValue? legal = mask is null ? null : OrtValue.CreateTensorValueFromMemory(mask, [mask.Length / 3, 3]);
        string[] names = legal is null ? ["State"] : ["State", "ActionMask"];
        OrtValue[] values = legal is null ? [state] : [state, legal];
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, names, values, [output]);
        return output == "Action"
            ? [.. outputs[0].GetTensorDataAsSpan<long>().ToArray().Select(action => (float)action)]
            : outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
