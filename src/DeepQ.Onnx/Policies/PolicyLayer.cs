namespace DeepQ.Onnx.Policies;

/// <summary>
/// One step of a policy network as data: its computation and its weights. Derive from it for a custom layer.
/// </summary>
public abstract record PolicyLayer
{
    /// <summary>Writes the layer into a graph.</summary>
    /// <param name="scope">The place where it reads and writes.</param>
    /// <returns>The shape of a row of <see cref="LayerScope.Output"/>, without the batch axis.</returns>
    /// <exception cref="ArgumentException">The layer does not fit its input; the message names it.</exception>
    public abstract IReadOnlyList<int> Write(LayerScope scope);

    /// <summary>
    /// Returns the layer that computes the mean of each run of N values of this one, if that is a layer of the same
    /// kind.
    /// </summary>
    /// <param name="run">The number N.</param>
    /// <exception cref="ArgumentException">The layer is not linear.</exception>
    public virtual PolicyLayer MeanOf(int run) => throw new ArgumentException($"{this} is not linear.");
}
