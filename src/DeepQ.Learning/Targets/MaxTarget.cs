namespace DeepQ.Learning.Targets;

/// <summary>The target of Q-learning. See <see cref="TemporalDifference.MaxTargets"/>.</summary>
internal sealed class MaxTarget : TargetRule
{
    public override string Name => "";

    public override bool ChoosesNextAction => true;

    public override void Compute(in TargetBatch batch, Span<float> targets) =>
        TemporalDifference.MaxTargets(batch.Rewards, batch.Discounts, batch.NextQ, targets, batch.NextLegal);

    public override int NextAction(in TargetBatch batch, int row) =>
        TemporalDifference.GreedyAction(batch.NextQ, batch, row);
}
