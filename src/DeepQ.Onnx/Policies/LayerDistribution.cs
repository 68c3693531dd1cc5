namespace DeepQ.Onnx.Policies;

/// <summary>The distributions of returns that a layer takes the means of.</summary>
/// <param name="Value">The value that holds them, [batch, actions, n] or, where the fractions come first, [batch, n, actions].</param>
/// <param name="Size">The number n of values of an action.</param>
/// <param name="FractionsFirst">Whether n comes before the actions.</param>
/// <param name="Returns">The returns whose probabilities they are; empty where they are quantiles.</param>
public sealed record LayerDistribution(
    string Value, int Size, bool FractionsFirst = false, ReadOnlyMemory<float> Returns = default)
{
    /// <summary>Whether they are the estimates of the heads of an ensemble, and say nothing of the return but its mean.</summary>
    public bool IsEnsemble { get; init; }
}
