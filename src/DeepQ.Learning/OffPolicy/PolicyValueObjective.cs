using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The value of a given policy: targets take its mean over the actions of a successor, not the greatest.
/// </summary>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="nextProbabilities">π(· | s') of the transitions of the buffer, by slot.</param>
internal sealed class PolicyValueObjective(INetworkPair networks, LearnerSettings settings, RowProbabilities nextProbabilities)
    : ValueObjective(networks, settings)
{
    private readonly float[] _nextQ = new float[settings.BatchSize * networks.Learning.ActionCount];
    private readonly float[] _probabilities = new float[settings.BatchSize * networks.Learning.ActionCount];

    public override void ComputeTargets(TransitionBatch batch)
    {
        Target.QValues(batch.NextStateRows, _nextQ);
        nextProbabilities(batch.Slots, _probabilities);
        TemporalDifference.ExpectedTargets(batch.Rewards, batch.Discounts, _nextQ, _probabilities, Targets);
    }
}
