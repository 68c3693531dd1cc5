using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>The means of quantiles; each action has the same number of consecutive ones.</summary>
/// <param name="Quantiles">The number of quantiles per action; the input has actions × quantiles values.</param>
/// <remarks>
/// Dabney et al.: Distributional Reinforcement Learning with Quantile Regression (2018),
/// https://arxiv.org/abs/1710.10044.
/// </remarks>
public sealed record QuantileLayer(int Quantiles) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        int values = scope.Width;
        scope.Require(
            Quantiles > 0 && values % Quantiles == 0,
            $"has {Quantiles} quantiles; it is given {values} values, which is not a multiple of that");
        string quantiles = scope.Local("quantiles");
        scope.AddReshape(scope.Input, quantiles, -1, values / Quantiles, Quantiles);
        scope.AddNode(
            "ReduceMean", [quantiles], scope.Output, OnnxAttribute.Ints("axes", 2), OnnxAttribute.Int("keepdims", 0));
        scope.SetDistribution(new LayerDistribution(quantiles, Quantiles));
        return [values / Quantiles];
    }
}
