using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Networks;

/// <summary>
/// Takes a mean over outputs into the weights that made them: the mean of linear functions is a linear function.
/// </summary>
internal static class MeanLayers
{
    /// <summary>A layer that gives the mean of each run of N outputs of a linear layer, or of a dueling head.</summary>
    public static PolicyLayer Of(PolicyLayer layer, int run) => layer switch
    {
        LinearLayer linear => new LinearLayer(
            RowMeans(linear.Weight.Span, linear.Weight.Length / linear.Bias.Length, run),
            RowMeans(linear.Bias.Span, 1, run)),
        DuelingLayer dueling => new DuelingLayer(OfLast(dueling.Value, run), OfLast(dueling.Advantage, run)),
        _ => throw new ArgumentException($"{layer} is not linear."),
    };

    private static IReadOnlyList<PolicyLayer> OfLast(IReadOnlyList<PolicyLayer> layers, int run) =>
        [.. layers.SkipLast(1), Of(layers[^1], run)];

    // The mean of each run of rows, in double precision, so that it costs no accuracy.
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
