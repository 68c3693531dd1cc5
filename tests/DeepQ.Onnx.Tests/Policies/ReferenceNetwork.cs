using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Tests.Policies;

/// <summary>The formulas of the layers in double precision, a row at a time.</summary>
internal static class ReferenceNetwork
{
    public static (float[] QValues, long[] Actions) Run(IReadOnlyList<PolicyLayer> layers, float[] states, int batch)
    {
        double[][] rows = [.. states.Chunk(states.Length / batch)
            .Select(row => Evaluate(layers, [.. row.Select(value => (double)value)]))];
        return (
            [.. rows.SelectMany(row => row).Select(value => (float)value)],
            [.. rows.Select(row => (long)Array.IndexOf(row, row.Max()))]);
    }

    public static double[] Evaluate(IReadOnlyList<PolicyLayer> layers, double[] row) =>
        layers.Aggregate(row, (values, layer) => Evaluate(layer, values));

    private static double[] Evaluate(PolicyLayer layer, double[] x) => layer switch
    {
        LinearLayer(var weight, var bias) => [.. bias.ToArray().Select((b, o) =>
            b + x.Select((value, i) => value * weight.Span[(o * x.Length) + i]).Sum())],
        ActivationLayer { Activation: PolicyActivation.ReLU } => [.. x.Select(value => Math.Max(0, value))],
        ActivationLayer { Activation: PolicyActivation.Tanh } => [.. x.Select(Math.Tanh)],
        ActivationLayer { Activation: PolicyActivation.SiLU } => [.. x.Select(value => value / (1 + Math.Exp(-value)))],
        LayerNormLayer norm => Normalize(norm, x),
        DuelingLayer dueling => Join(Evaluate(dueling.Value, x)[0], Evaluate(dueling.Advantage, x)),
        _ => throw new ArgumentException($"No formula for {layer}."),
    };

    private static double[] Normalize(LayerNormLayer norm, double[] x)
    {
        double mean = x.Average();
        double deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + norm.Epsilon);
        return [.. x.Select((value, i) => ((value - mean) / deviation * norm.Scale.Span[i]) + norm.Bias.Span[i])];
    }

    private static double[] Join(double value, double[] advantages) =>
        [.. advantages.Select(advantage => value + advantage - advantages.Average())];
}
