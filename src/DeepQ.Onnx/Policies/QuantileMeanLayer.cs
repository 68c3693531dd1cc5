using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>
/// The mean of quantiles at fixed fractions: the features are multiplied by the factors of each fraction and go through
/// a head, whose outputs are averaged over the fractions.
/// </summary>
/// <param name="Factors">The factor of each feature at each fraction, shape [fractions, features], row-major.</param>
/// <param name="Fractions">The number of fractions.</param>
/// <param name="Head">The layers that compute one value per action from the features at a fraction.</param>
/// <remarks>
/// Dabney et al.: Implicit Quantile Networks for Distributional Reinforcement Learning (2018),
/// https://arxiv.org/abs/1806.06923.
/// </remarks>
public sealed record QuantileMeanLayer(
    ReadOnlyMemory<float> Factors, int Fractions, IReadOnlyList<PolicyLayer> Head) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        int features = scope.Width;
        scope.Require(
            Fractions > 0 && Factors.Length == (long)Fractions * features,
            $"has {Factors.Length} factors at {Fractions} fractions; it is given {features} values");
        string factors = scope.AddValues("factors", Factors.Span, Fractions, features);
        scope.AddReshape(scope.Input, scope.Local("features"), -1, 1, features);
        scope.AddNode("Mul", [scope.Local("features"), factors], scope.Local("seen"));
        scope.AddReshape(scope.Local("seen"), scope.Local("rows"), -1, features);
        IReadOnlyList<int> values = scope.Write(Head, scope.Local("rows"), [features], "head", scope.Local("quantiles"));
        scope.Require(values.Count == 1, $"has a head that returns {LayerScope.Describe(values)}; flatten them");
        string fractions = scope.Local("fractions");
        scope.AddReshape(scope.Local("quantiles"), fractions, -1, Fractions, values[0]);
        scope.AddNode(
            "ReduceMean", [fractions], scope.Output, OnnxAttribute.Ints("axes", 1), OnnxAttribute.Int("keepdims", 0));
        scope.SetDistribution(new LayerDistribution(fractions, Fractions, FractionsFirst: true));
        return values;
    }
}
