using DeepQ.Onnx;

namespace DeepQ.Learning;

/// <summary>Turns a Q-network into an ONNX model.</summary>
public static class PolicyExport
{
    /// <summary>
    /// Writes a Q-network as an ONNX model with a dynamic batch: states in, Q-values and greedy action out.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="metadata">What the model says of itself; it also names the input.</param>
    /// <param name="options">Optional inputs and outputs of the graph; null for none.</param>
    /// <returns>The bytes of the model.</returns>
    /// <exception cref="NotSupportedException">The network says nothing of its layers.</exception>
    /// <exception cref="ArgumentException">The metadata or the options do not fit the network.</exception>
    public static byte[] ToOnnx(QNetwork network, PolicyMetadata metadata, PolicyGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(metadata);
        options ??= new();
        return PolicyGraph.ToBytes(
            options.Distribution ? network.ToDistributionLayers() : network.ToLayers(), metadata, options);
    }

    /// <summary>
    /// The network itself as a function, for comparison with what a runtime makes of its model. It is put in evaluation
    /// mode, in which no noise acts.
    /// </summary>
    /// <param name="network">The network; it must outlive the function.</param>
    public static PolicyFunction ToFunction(QNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.eval();
        return (states, batch) =>
        {
            float[] qValues = new float[batch * network.ActionCount];
            network.QValues(states, qValues);
            long[] actions = new long[batch];
            for (int i = 0; i < batch; i++)
                actions[i] = Greedy.Action(qValues.AsSpan(i * network.ActionCount, network.ActionCount));
            return (qValues, actions);
        };
    }
}
