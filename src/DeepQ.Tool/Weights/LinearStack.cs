using DeepQ.Learning.Import;
using DeepQ.Onnx.Policies;

namespace DeepQ.Tool.Weights;

/// <summary>Linear layers one after the other, with ReLU between them.</summary>
internal sealed class LinearStack
{
    private readonly IReadOnlyList<ImportedLayer> _layers;

    private LinearStack(IReadOnlyList<ImportedLayer> layers) => _layers = layers;

    public int Inputs => _layers[0].Weight.Shape[1];

    public int Outputs => _layers[^1].Outputs;

    /// <exception cref="InvalidDataException">They are other layers, do not fit each other, or have values that are not finite.</exception>
    public static LinearStack Of(string path, StateDictLayout layout, IReadOnlyList<ImportedLayer> layers)
    {
        if (layers.Count == 0)
            throw new InvalidDataException($"'{path}' has no layers whose names begin with {string.Join(" or ", layout.Parts)}.");
        if (layout.QuantilesFirst || layers.Any(layer => layer.IsConvolution))
        {
            throw new InvalidDataException(
                $"'{path}' has {(layout.QuantilesFirst ? "quantiles" : "convolutions")}, which need to know more than the file says: import it by a program "
                + "with ImportedNetwork.Read of DeepQ.Learning, and export it from there.");
        }

        for (int i = 0; i < layers.Count; i++)
        {
            if (i > 0 && layers[i].Weight.Shape[1] != layers[i - 1].Outputs)
                throw new InvalidDataException($"'{path}' has {layers[i].Weight} after {layers[i - 1].Weight}: these do not fit.");
            if (layers[i].Weight.Values.Length == 0 || !layers[i].Weight.Values.Concat(layers[i].Bias.Values).All(float.IsFinite))
                throw new InvalidDataException($"'{path}' has {layers[i].Weight} with values that are not finite, or with none.");
        }

        return new(layers);
    }

    public IReadOnlyList<PolicyLayer> ToLayers()
    {
        List<PolicyLayer> layers = [];
        foreach (ImportedLayer layer in _layers)
        {
            if (layers.Count > 0)
                layers.Add(new ActivationLayer(PolicyActivation.ReLU));
            layers.Add(new LinearLayer(layer.Weight.Values, layer.Bias.Values));
        }

        return layers;
    }

    /// <summary>The Q-values in double precision.</summary>
    public double[] Exact(float[] states, int batch)
    {
        double[] values = [.. states.Select(value => (double)value)];
        for (int i = 0; i < _layers.Count; i++)
            values = Apply(_layers[i], values, batch, isLast: i == _layers.Count - 1);
        return values;
    }

    public (float[] QValues, long[] Actions) Evaluate(float[] states, int batch)
    {
        float[] qValues = [.. Exact(states, batch).Select(value => (float)value)];
        return (qValues, [.. Enumerable.Range(0, batch).Select(row =>
            (long)Array.IndexOf(qValues, qValues.AsSpan(row * Outputs, Outputs).ToArray().Max(), row * Outputs) - (row * Outputs))]);
    }

    public override string ToString() => $"{Inputs} values in, {string.Join(", ", _layers.Select(layer => layer.Outputs))} units";

    private static double[] Apply(ImportedLayer layer, double[] inputs, int batch, bool isLast)
    {
        (int outputs, int width) = (layer.Outputs, layer.Weight.Shape[1]);
        double[] values = new double[batch * outputs];
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int unit) = (i / outputs, i % outputs);
            double sum = layer.Bias.Values[unit];
            for (int input = 0; input < width; input++)
                sum += layer.Weight.Values[(unit * width) + input] * inputs[(row * width) + input];
            values[i] = isLast ? sum : Math.Max(0, sum);
        }

        return values;
    }
}
