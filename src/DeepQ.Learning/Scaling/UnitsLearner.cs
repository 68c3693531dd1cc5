using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Scaling;

/// <summary>Learns in the units of another learner and returns networks in the units of the table.</summary>
internal sealed class UnitsLearner(ILearner learner, TableUnits units) : ILearner
{
    public float[] AbsoluteErrors => learner.AbsoluteErrors;

    public DqnLearner ValueLearner => learner.ValueLearner;

    public UpdateResult Update(TransitionBatch batch, long step)
    {
        units.Normalize(batch);
        UpdateResult result = learner.Update(batch, step);
        return result with { MeanQ = result.MeanQ * units.Reward, MeanAbsoluteError = result.MeanAbsoluteError * units.Reward };
    }

    public void UpdateTarget(long times = 1) => learner.UpdateTarget(times);

    public void RequireFinite() => learner.RequireFinite();

    public QNetwork CopyNetwork() => units.Restore(learner.CopyNetwork());

    public QNetwork? CopyFinite() => learner.CopyFinite() is { } network ? units.Restore(network) : null;

    public void Save(BinaryWriter writer) => learner.Save(writer);

    public void Load(BinaryReader reader) => learner.Load(reader);

    public void Dispose() => learner.Dispose();
}
