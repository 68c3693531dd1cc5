using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>
/// The network describes the distribution of the return of an action; that of the action taken is pulled to the
/// distribution of r + d Z(s', a'), where a' has the greatest mean.
/// </summary>
internal abstract class DistributionalObjective(INetworkPair networks, LearnerSettings settings)
    : Objective(networks, settings)
{
    private readonly float[] _nextQ = new float[settings.BatchSize * networks.Learning.ActionCount];

    public override void ComputeTargets(TransitionBatch batch)
    {
        (Settings.DoubleQ ? Learning : Target).QValues(batch.NextStateRows, _nextQ);
        ReadNext(batch);
        for (int i = 0; i < batch.Size; i++)
        {
            // A terminal successor counts nothing, whatever is done there.
            int action = batch.Discounts[i] == 0 ? 0 : TemporalDifference.GreedyAction(
                _nextQ.AsSpan(i * ActionCount, ActionCount), batch.NextActionMasks, i);
            ComputeTarget(batch, i, action);
        }
    }

    /// <summary>Runs the target network on the successors.</summary>
    protected abstract void ReadNext(TransitionBatch batch);

    /// <summary>Computes the target of a transition from what the target network says of the action a'.</summary>
    protected abstract void ComputeTarget(TransitionBatch batch, int row, int action);
}
