using DeepQ.Learning.Actions;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>
/// Fits the distribution of the return of the chosen action to that of r + d Z(s', a'), where a
/// <see cref="TargetRule"/> chooses a' by the means, or mixes actions by them.
/// </summary>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="samples">The number of outputs per action of the online network.</param>
/// <param name="nextSamples">The number of outputs per action of the target network, N.</param>
internal class DistributionalObjective(INetworkPair networks, LearnerSettings settings, int samples, int nextSamples)
    : ReturnObjective(networks, settings, samples)
{
    private readonly int _targetLength = networks.Network.Distribution.TargetLength;
    private readonly float[] _q =
        new float[settings.Target.MixesNextActions ? settings.BatchSize * networks.Learning.ActionCount : 0];
    private readonly float[] _probabilities = new float[networks.Learning.ActionCount];
    private readonly float[] _bonuses = new float[networks.Learning.ActionCount];
    private readonly float[] _nextQ = new float[settings.BatchSize * networks.Learning.ActionCount];
    private readonly float[] _next = new float[settings.BatchSize * networks.Learning.ActionCount * nextSamples];
    private readonly float[] _targets = new float[settings.BatchSize * networks.Network.Distribution.TargetLength];
    private readonly float[] _fractions = networks.Network.Distribution.Fractions;

    public override void ComputeTargets(TransitionBatch batch)
    {
        TargetRule rule = Settings.Target;
        (rule.ReadsOnlineNetwork ? Learning : Target).QValues(batch.NextStateRows, _nextQ);
        NextOutputs(batch.NextStateRows, _next);
        if (_q.Length > 0)
            Target.QValues(batch.StateRows, _q);
        TargetBatch read = TargetBatchOf(batch, _q, _nextQ, rule.ReadsOnlineNetwork ? _nextQ : []);
        for (int i = 0; i < batch.Size; i++)
        {
            if (rule.MixesNextActions)
            {
                Mix(rule, read, i);
                continue;
            }

            // The discount of a terminal state is zero, so any action will do.
            int action = batch.Discounts[i] == 0 ? 0 : rule.NextAction(read, i);
            ChosenAction.Require(rule, action, ActionCount, batch.Discounts[i] == 0 ? [] : MaskOf(batch, i));
            Distribution.ComputeTarget(
                _next.AsSpan(((i * ActionCount) + action) * nextSamples, nextSamples),
                batch.Rewards[i],
                batch.Discounts[i],
                _targets.AsSpan(i * _targetLength, _targetLength));
        }
    }

    /// <summary>Runs the target network on the next states: B × A × N values.</summary>
    protected virtual void NextOutputs(StateBatch nextStates, Span<float> outputs) => Target.Outputs(nextStates, outputs);

    protected override ReadOnlySpan<float> TargetOf(int row) => _targets.AsSpan(row * _targetLength, _targetLength);

    protected override ReadOnlySpan<float> Fractions(int row) => _fractions;

    private void Mix(TargetRule rule, in TargetBatch batch, int row)
    {
        float reward = rule.Mix(batch, row, _probabilities, _bonuses);
        Distribution.MixTarget(
            _next.AsSpan(row * ActionCount * nextSamples, ActionCount * nextSamples),
            _probabilities,
            _bonuses,
            reward,
            batch.Discounts[row],
            _targets.AsSpan(row * _targetLength, _targetLength));
    }

    private ReadOnlySpan<bool> MaskOf(TransitionBatch batch, int row) => batch.NextActionMasks.Length == 0
        ? []
        : batch.NextActionMasks.AsSpan(row * ActionCount, ActionCount);
}
