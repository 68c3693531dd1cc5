namespace DeepQ.Onnx.Policies;

/// <summary>The return distributions whose means a layer computes.</summary>
/// <param name="Value">The value with the distributions, [batch, actions, n] or, if the fractions come first, [batch, n, actions].</param>
/// <param name="Size">The number n of values of an action.</param>
/// <param name="FractionsFirst">Whether n comes before the actions.</param>
/// <param name="Returns">The returns to which probabilities belong; empty for quantiles.</param>
public sealed record LayerDistribution(
    string Value, int Size, bool FractionsFirst = false, ReadOnlyMemory<float> Returns = default)
{
    /// <summary>Whether they are the estimates of an ensemble's heads, which only describe the mean return.</summary>
    public bool IsEnsemble { get; init; }
}
