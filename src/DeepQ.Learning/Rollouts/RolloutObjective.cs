using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Rollouts;

/// <summary>The value of each action that was taken is pulled to the λ-return from there on, which a batch has for its rewards.</summary>
internal sealed class RolloutObjective(INetworkPair networks, LearnerSettings settings)
    : ReturnObjective(networks, settings, networks.Network.Distribution.ValuesPerAction)
{
    private readonly float[] _returns = new float[settings.BatchSize];

    public override void ComputeTargets(TransitionBatch batch) => batch.Rewards.CopyTo(_returns, 0);

    protected override ReadOnlySpan<float> TargetOf(int row) => _returns.AsSpan(row, 1);
}
