using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Rollouts;

/// <summary>Fits the value of each chosen action to its λ-return, which a batch has in place of rewards.</summary>
internal sealed class RolloutObjective(INetworkPair networks, LearnerSettings settings)
    : ReturnObjective(networks, settings, networks.Network.Distribution.ValuesPerAction)
{
    private readonly float[] _returns = new float[settings.BatchSize];

    public override void ComputeTargets(TransitionBatch batch) => batch.Rewards.CopyTo(_returns, 0);

    protected override ReadOnlySpan<float> TargetOf(int row) => _returns.AsSpan(row, 1);
}
