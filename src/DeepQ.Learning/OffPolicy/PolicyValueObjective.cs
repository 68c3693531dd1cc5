using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The value of a given policy: targets use the mean over its actions in the next state instead of the maximum, clipped
/// to the possible values.
/// </summary>
/// <remarks>
/// The values of the policy are among the possible ones, so clipping does not change the fixed point. Without it, a
/// network that errs for actions that were not logged can diverge.
/// </remarks>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="nextProbabilities">π(· | s') of the transitions of the buffer, by slot.</param>
/// <param name="possible">The currently possible values, in units of the networks.</param>
internal sealed class PolicyValueObjective(
    INetworkPair networks, LearnerSettings settings, RowProbabilities nextProbabilities, Func<PossibleValues> possible)
    : ValueObjective(networks, settings)
{
    private readonly float[] _nextQ = new float[settings.BatchSize * networks.Learning.ActionCount];
    private readonly float[] _probabilities = new float[settings.BatchSize * networks.Learning.ActionCount];

    public override void ComputeTargets(TransitionBatch batch)
    {
        Target.QValues(batch.NextStateRows, _nextQ);
        PossibleValues range = possible();
        foreach (ref float value in _nextQ.AsSpan())
            value = (float)range.Nearest(value);
        nextProbabilities(batch.Slots, _probabilities);
        TemporalDifference.ExpectedTargets(batch.Rewards, batch.Discounts, _nextQ, _probabilities, Targets);
    }
}
