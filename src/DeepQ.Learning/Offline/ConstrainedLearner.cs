using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// <see cref="BatchConstrainedQLearning"/>: one learner clones the behavior; the other learns values on batches whose
/// masks allow only the actions that the first considers likely.
/// </summary>
internal sealed class ConstrainedLearner(
    DqnLearner values, DqnLearner behavior, BatchConstrainedQLearning algorithm, int actions, int batchSize)
    : ILearner
{
    private readonly float[] _logits = new float[batchSize * actions];
    private TransitionBatch? _source;
    private TransitionBatch? _constrained;

    public float[] AbsoluteErrors => values.AbsoluteErrors;

    public DqnLearner ValueLearner => values;

    public UpdateResult Update(TransitionBatch batch, long step)
    {
        behavior.Update(batch, step);
        return values.Update(Constrain(batch), step);
    }

    public void UpdateTarget(long times = 1) => values.UpdateTarget(times);

    public void RequireFinite()
    {
        values.RequireFinite();
        behavior.RequireFinite();
    }

    public QNetwork CopyNetwork() => new ConstrainedQNetwork(
        values.CopyNetwork(), behavior.CopyNetwork(), algorithm.Threshold);

    public QNetwork? CopyFinite()
    {
        QNetwork? finite = values.CopyFinite();
        QNetwork? clone = behavior.CopyFinite();
        if (finite is not null && clone is not null)
            return new ConstrainedQNetwork(finite, clone, algorithm.Threshold);
        finite?.Dispose();
        clone?.Dispose();
        return null;
    }

    public void Save(BinaryWriter writer)
    {
        values.Save(writer);
        behavior.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        values.Load(reader);
        behavior.Load(reader);
    }

    public void Dispose()
    {
        values.Dispose();
        behavior.Dispose();
    }

    private TransitionBatch Constrain(TransitionBatch batch)
    {
        if (_source != batch)
            (_source, _constrained) = (batch, new TransitionBatch(batch, actions));
        TransitionBatch constrained = _constrained!;
        bool masked = batch.ActionMasks.Length > 0;
        if (masked)
            batch.ActionMasks.CopyTo(constrained.ActionMasks, 0);
        else
            Array.Fill(constrained.ActionMasks, true);

        behavior.Values.QValues(batch.NextStateRows, _logits);
        for (int i = 0; i < batch.Size; i++)
        {
            SupportedActions.ComputeMask(
                _logits.AsSpan(i * actions, actions),
                algorithm.Threshold,
                masked ? batch.NextActionMasks.AsSpan(i * actions, actions) : [],
                constrained.NextActionMasks.AsSpan(i * actions, actions));
        }

        return constrained;
    }
}
