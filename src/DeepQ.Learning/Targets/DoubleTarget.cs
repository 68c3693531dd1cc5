namespace DeepQ.Learning.Targets;

/// <summary>The target of double Q-learning. See <see cref="TemporalDifference.DoubleTargets"/>.</summary>
internal sealed class DoubleTarget : TargetRule
{
    public override string Name => "Double";

    public override bool ReadsOnlineNetwork => true;

    public override bool ChoosesNextAction => true;

    public override void Compute(in TargetBatch batch, Span<float> targets) => TemporalDifference.DoubleTargets(
        batch.Rewards, batch.Discounts, batch.NextQ, batch.NextOnlineQ, targets, batch.NextLegal);

    public override int NextAction(in TargetBatch batch, int row) =>
        TemporalDifference.GreedyAction(batch.NextOnlineQ, batch, row);
}
