namespace DeepQ.Learning;

/// <summary>A Q-network of fully connected layers with rectified linear units between them.</summary>
public sealed class MlpQNetwork : LayeredQNetwork
{
    /// <summary>Creates a network with weights that are drawn from a generator.</summary>
    /// <param name="observationSize">The number of values of an observation.</param>
    /// <param name="hiddenUnits">The width of each hidden layer; empty for a linear Q-function.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="random">The generator that the weights are drawn from, first layer first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width, or one of the numbers, is not positive.</exception>
    public MlpQNetwork(int observationSize, IReadOnlyList<int> hiddenUnits, int actionCount, Random random)
        : base(
            new BoxSpace([observationSize], float.NegativeInfinity, float.PositiveInfinity),
            actionCount,
            new NetworkOptions { HiddenUnits = hiddenUnits },
            random)
    {
    }

    /// <summary>The layers, first to last; a rectified linear unit stands between each two.</summary>
    public IReadOnlyList<DenseLayer> Layers => [.. modules().OfType<DenseLayer>()];
}
