namespace DeepQ.Learning.Targets;

/// <summary>The target of Munchausen DQN. See <see cref="MunchausenTargets"/>.</summary>
internal sealed class MunchausenTarget(MunchausenOptions settings) : TargetRule
{
    public override string Name => "Munchausen";

    public override bool ReadsStates => true;

    public override void Compute(in TargetBatch batch, Span<float> targets) => MunchausenTargets.Compute(
        settings,
        batch.Actions,
        batch.Rewards,
        batch.Discounts,
        batch.QValues,
        batch.NextQ,
        targets,
        batch.Legal,
        batch.NextLegal);
}
