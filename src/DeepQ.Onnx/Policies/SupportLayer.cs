namespace DeepQ.Onnx.Policies;

/// <summary>
/// Q-values in which actions that the data hardly support are below all others: Q(s, a) if x(s, a) − max over a' of
/// x(s, a') is at least a threshold, otherwise Q(s, a) − (1 + max Q(s, ·) − min Q(s, ·)).
/// </summary>
/// <param name="Values">The layers that compute Q, one value per action.</param>
/// <param name="Behavior">The layers that compute x, the log-probability of each action up to a constant.</param>
/// <param name="LogThreshold">The threshold, below 0: the logarithm of a share of the greatest probability.</param>
/// <remarks>
/// Fujimoto, Conti, Ghavamzadeh, Pineau: Benchmarking Batch Deep Reinforcement Learning Algorithms (2019), section 4.1,
/// https://arxiv.org/abs/1910.01708.
/// </remarks>
public sealed record SupportLayer(
    IReadOnlyList<PolicyLayer> Values, IReadOnlyList<PolicyLayer> Behavior, float LogThreshold) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        (string q, string logits) = (scope.Local("q"), scope.Local("logits"));
        scope.KeepsDistribution = true;
        IReadOnlyList<int> values = scope.Write(Values, scope.Input, scope.Shape, "values", q);
        scope.KeepsDistribution = false;
        IReadOnlyList<int> behavior = scope.Write(Behavior, scope.Input, scope.Shape, "behavior", logits);
        scope.Require(
            values.Count == 1 && behavior.Count == 1 && values[0] == behavior[0],
            $"has {LayerScope.Describe(values)} and logits that are {LayerScope.Describe(behavior)}; it needs as many of each");
        scope.Require(LogThreshold < 0, $"has the threshold {LogThreshold}; it must be below 0");
        string threshold = scope.AddValues("threshold", [LogThreshold]);
        string one = scope.AddValues("one", [1f]);
        scope.AddReduction("ReduceMax", logits, scope.Local("greatest_logit"));
        scope.AddReduction("ReduceMax", q, scope.Local("greatest"));
        scope.AddReduction("ReduceMin", q, scope.Local("least"));
        scope.AddNode("Sub", [logits, scope.Local("greatest_logit")], scope.Local("centered"));
        scope.AddNode("Less", [scope.Local("centered"), threshold], scope.Local("unlikely"));
        scope.AddNode("Add", [scope.Local("greatest"), one], scope.Local("raised"));
        scope.AddNode("Sub", [scope.Local("raised"), scope.Local("least")], scope.Local("distance"));
        scope.AddNode("Sub", [q, scope.Local("distance")], scope.Local("below"));
        scope.AddNode("Where", [scope.Local("unlikely"), scope.Local("below"), q], scope.Output);
        return values;
    }
}
