using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>The network gives Q(s, ·) itself; each value that was taken is pulled to its target y.</summary>
internal class ExpectedValueObjective(INetworkPair networks, LearnerSettings settings)
    : Objective(networks, settings)
{
    private readonly float[] _nextQ = new float[settings.BatchSize * networks.Learning.ActionCount];
    private readonly float[] _nextOnlineQ =
        new float[settings.DoubleQ ? settings.BatchSize * networks.Learning.ActionCount : 0];
    private readonly float[] _q =
        new float[settings.Munchausen is null ? 0 : settings.BatchSize * networks.Learning.ActionCount];
    private readonly float[] _targets = new float[settings.BatchSize];
    // The successor of several steps moves while its stream goes on.
    private readonly SuccessorValues? _successors =
        settings.NStep == 1 ? new SuccessorValues(networks.Target, settings.BatchSize) : null;

    /// <summary>The targets y of the latest batch.</summary>
    protected Span<float> Targets => _targets;

    public override int OutputCount => _nextQ.Length;

    public override void NoticeTarget() => _successors?.Forget();

    public override void Save(BinaryWriter writer) => _successors?.Save(writer);

    public override void Load(BinaryReader reader) => _successors?.Load(reader);

    public override void ComputeTargets(TransitionBatch batch)
    {
        if (_successors is null)
            Target.QValues(batch.NextStateRows, _nextQ);
        else
            _successors.Read(batch, _nextQ);
        if (Settings.Munchausen is { } munchausen)
        {
            Target.QValues(batch.StateRows, _q);
            MunchausenTargets.Compute(
                munchausen,
                batch.Actions,
                batch.Rewards,
                batch.Discounts,
                _q,
                _nextQ,
                _targets,
                batch.ActionMasks,
                batch.NextActionMasks);
            return;
        }

        if (!Settings.DoubleQ)
        {
            TemporalDifference.MaxTargets(batch.Rewards, batch.Discounts, _nextQ, _targets, batch.NextActionMasks);
            return;
        }

        Learning.QValues(batch.NextStateRows, _nextOnlineQ);
        TemporalDifference.DoubleTargets(
            batch.Rewards, batch.Discounts, _nextQ, _nextOnlineQ, _targets, batch.NextActionMasks);
    }

    // The gradient is zero but for the actions that were taken.
    public override (double Loss, double MeanQ) ReplaceByGradient(TransitionBatch batch, Span<float> outputs)
    {
        float threshold = (float)Settings.HuberThreshold;
        bool huber = Settings.Loss == LossFunction.Huber;
        double loss = 0;
        double sumQ = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> row = outputs.Slice(i * ActionCount, ActionCount);
            int action = batch.Actions[i];
            float taken = row[action];
            float error = taken - _targets[i];
            float weight = batch.Weights[i];
            loss += weight * (huber ? Losses.HuberLoss.Value(error, threshold) : SquaredErrorLoss.Value(error));
            sumQ += taken;
            AbsoluteErrors[i] = Math.Abs(error);
            row.Clear();
            float slope = huber ? Losses.HuberLoss.Gradient(error, threshold) : SquaredErrorLoss.Gradient(error);
            row[action] = weight * slope / batch.Size;
        }

        return (loss / batch.Size, sumQ / batch.Size);
    }
}
