using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>Writes layers into a graph in sequence and tracks the shape of a row.</summary>
/// <param name="graph">The graph.</param>
/// <param name="distribution">Called with distributions whose means a layer computes.</param>
internal sealed class LayerWriter(OnnxGraph graph, Action<LayerDistribution?> distribution)
{
    /// <summary>Writes layers and returns the shape of a row of their result, without the batch axis.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="input">The value that the first layer reads.</param>
    /// <param name="shape">The shape of a row of it.</param>
    /// <param name="prefix">What the names of weights and values start with.</param>
    /// <param name="output">The name of the last layer's result.</param>
    public IReadOnlyList<int> Write(
        IReadOnlyList<PolicyLayer> layers, string input, IReadOnlyList<int> shape, string prefix, string output)
    {
        if (layers.Count == 0)
            throw new ArgumentException($"There is no {prefix}: at least one is needed.", nameof(layers));

        for (int i = 0; i < layers.Count; i++)
        {
            string name = $"{prefix}{i}";
            string result = i == layers.Count - 1 ? output : $"{name}.output";
            // Distributions of an earlier layer do not describe the output of this one.
            distribution(null);
            PolicyLayer layer = layers[i] ?? throw new ArgumentException($"{name} is null.");
            shape = layer.Write(new LayerScope(graph, name, input, shape, result, distribution));
            input = result;
        }

        return shape;
    }
}
