namespace DeepQ.Onnx.Policies;

/// <summary>The means over the heads of an ensemble; each action has one value per head, in sequence.</summary>
/// <param name="Heads">The number of heads; the input has actions × heads values.</param>
/// <remarks>
/// Osband et al.: Deep Exploration via Bootstrapped DQN (2016), https://arxiv.org/abs/1602.04621.
/// </remarks>
public sealed record HeadLayer(int Heads) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        IReadOnlyList<int> shape = new QuantileLayer(Heads).Write(scope);
        scope.SetDistribution(new LayerDistribution(scope.Local("quantiles"), Heads) { IsEnsemble = true });
        return shape;
    }
}
