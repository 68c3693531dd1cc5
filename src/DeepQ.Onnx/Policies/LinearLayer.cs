using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>A fully connected layer: y = W x + b.</summary>
/// <param name="Weight">W, shape [outputs, inputs], row-major.</param>
/// <param name="Bias">b, shape [outputs].</param>
public sealed record LinearLayer(ReadOnlyMemory<float> Weight, ReadOnlyMemory<float> Bias) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        int inputs = scope.Width;
        int outputs = Bias.Length;
        scope.Require(
            outputs > 0 && Weight.Length == (long)inputs * outputs,
            $"is linear with {Weight.Length} weights and {outputs} biases; it is given {inputs} values");
        string weight = scope.AddValues("weight", Weight.Span, outputs, inputs);
        string bias = scope.AddValues("bias", Bias.Span, outputs);
        scope.AddNode("Gemm", [scope.Input, weight, bias], scope.Output, OnnxAttribute.Int("transB", 1));
        return [outputs];
    }

    /// <inheritdoc/>
    public override PolicyLayer MeanOf(int run) =>
        new LinearLayer(RowMeans(Weight.Span, Weight.Length / Bias.Length, run), RowMeans(Bias.Span, 1, run));

    // The mean of each run of rows, in double precision to lose no accuracy.
    private static float[] RowMeans(ReadOnlySpan<float> rows, int width, int run)
    {
        float[] means = new float[rows.Length / run];
        for (int i = 0; i < means.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < run; j++)
                sum += rows[(((i / width * run) + j) * width) + (i % width)];
            means[i] = (float)(sum / run);
        }

        return means;
    }
}
