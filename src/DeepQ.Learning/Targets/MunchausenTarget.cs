namespace DeepQ.Learning.Targets;

/// <summary>The target of Munchausen DQN. See <see cref="MunchausenTargets"/>.</summary>
internal sealed class MunchausenTarget(MunchausenOptions settings) : TargetRule
{
    public override string Name => "Munchausen";

    public override bool ReadsStates => true;

    internal override bool MixesNextActions => true;

    internal override float Mix(in TargetBatch batch, int row, Span<float> probabilities, Span<float> bonuses) =>
        MunchausenTargets.Mix(settings, batch, row, probabilities, bonuses);

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
