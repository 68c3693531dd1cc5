using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The value of a given policy: targets take its mean over the actions of a successor, not the greatest, and believe of no value what
/// is not possible.
/// </summary>
/// <remarks>
/// The values of the policy are among those that are possible, so that what is clipped has the same fixed point. Without it a network
/// that errs where nothing was logged can be followed to any size.
/// </remarks>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="nextProbabilities">π(· | s') of the transitions of the buffer, by slot.</param>
/// <param name="possible">What values are possible at present, as the networks give them.</param>
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
