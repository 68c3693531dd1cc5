namespace DeepQ.Onnx.Policies;

/// <summary>
/// Two streams from the same features, combined to Q-values: Q(s, a) = V(s) + A(s, a) − mean over a' of A(s, a').
/// </summary>
/// <param name="Value">The layers of V, one value.</param>
/// <param name="Advantage">The layers of A, one value per action.</param>
/// <param name="ValuesPerAction">
/// N, if V has N values and each action has N consecutive ones; each of them is combined separately.
/// </param>
/// <remarks>
/// Wang et al.: Dueling Network Architectures for Deep Reinforcement Learning (2016), equation 9,
/// https://arxiv.org/abs/1511.06581.
/// </remarks>
public sealed record DuelingLayer(
    IReadOnlyList<PolicyLayer> Value, IReadOnlyList<PolicyLayer> Advantage, int ValuesPerAction = 1) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        int run = ValuesPerAction;
        scope.Require(run > 0, $"has {run} values per action; it needs at least one");
        (string value, string advantage) = (scope.Local("value"), scope.Local("advantage"));
        IReadOnlyList<int> values = scope.Write(Value, scope.Input, scope.Shape, "value", value);
        scope.Require(
            values is [int count] && count == run,
            $"has a value stream that returns {LayerScope.Describe(values)}; it must return {(run == 1 ? "one" : run)}");
        IReadOnlyList<int> advantages = scope.Write(Advantage, scope.Input, scope.Shape, "advantage", advantage);
        scope.Require(
            advantages.Count == 1,
            $"has an advantage stream that returns {LayerScope.Describe(advantages)}; flatten them");
        scope.Require(advantages[0] % run == 0, $"has {advantages[0]} advantages, which is not a multiple of {run}");
        if (run == 1)
        {
            Join(scope, value, advantage, scope.Output);
            return advantages;
        }

        scope.AddReshape(value, scope.Local("values"), -1, 1, run);
        scope.AddReshape(advantage, scope.Local("advantages"), -1, advantages[0] / run, run);
        Join(scope, scope.Local("values"), scope.Local("advantages"), scope.Local("joined"));
        scope.AddReshape(scope.Local("joined"), scope.Output, -1, advantages[0]);
        return advantages;
    }

    /// <inheritdoc/>
    public override PolicyLayer MeanOf(int run) => new DuelingLayer(OfLast(Value, run), OfLast(Advantage, run));

    private static void Join(LayerScope scope, string value, string advantage, string output)
    {
        scope.AddReduction("ReduceMean", advantage, scope.Local("mean"));
        scope.AddNode("Sub", [advantage, scope.Local("mean")], scope.Local("centered"));
        scope.AddNode("Add", [value, scope.Local("centered")], output);
    }

    private static IReadOnlyList<PolicyLayer> OfLast(IReadOnlyList<PolicyLayer> layers, int run) =>
        [.. layers.SkipLast(1), layers[^1].MeanOf(run)];
}
