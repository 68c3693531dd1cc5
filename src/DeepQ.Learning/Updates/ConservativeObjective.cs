using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>An objective of Q-learning and, beside it, the term of conservative Q-learning.</summary>
internal sealed class ConservativeObjective(
    Objective inner, INetworkPair networks, LearnerSettings settings, double alpha)
    : Objective(networks, settings)
{
    private readonly ValueDistribution? _distribution = networks.Network.Distribution;
    // The paper has ½ before the squared error; without it, both terms are twice as large.
    private readonly double _weight = alpha *
        (networks.Network.Distribution is null && settings.Loss == LossFunction.MeanSquaredError ? 2 : 1);

    private readonly float[] _outputs = new float[inner.OutputCount];
    private readonly float[] _q = new float[networks.Learning.ActionCount];
    private readonly float[] _slopes = new float[networks.Learning.ActionCount];

    public override int OutputCount => inner.OutputCount;

    public override float[] AbsoluteErrors => inner.AbsoluteErrors;

    public override void ComputeTargets(TransitionBatch batch) => inner.ComputeTargets(batch);

    public override void NoticeTarget() => inner.NoticeTarget();

    public override void Save(BinaryWriter writer) => inner.Save(writer);

    public override void Load(BinaryReader reader) => inner.Load(reader);

    public override void Forward(TransitionBatch batch, Span<float> outputs) => inner.Forward(batch, outputs);

    public override (double Loss, double MeanQ) ReplaceByGradient(TransitionBatch batch, Span<float> outputs)
    {
        outputs.CopyTo(_outputs);
        (double loss, double meanQ) = inner.ReplaceByGradient(batch, outputs);
        int width = OutputCount / batch.Size;
        double gap = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> values = _outputs.AsSpan(i * width, width);
            ExpectedValue.Read(_distribution, values, _q);
            ReadOnlySpan<bool> legal = batch.ActionMasks.Length == 0
                ? [] : batch.ActionMasks.AsSpan(i * ActionCount, ActionCount);
            gap += batch.Weights[i] * Losses.CrossEntropyLoss.Evaluate(_q, batch.Actions[i], _slopes, legal);
            ExpectedValue.AddGradient(
                _distribution,
                values,
                _q,
                _slopes,
                (float)(_weight * batch.Weights[i] / batch.Size),
                outputs.Slice(i * width, width));
        }

        return (loss + (_weight * gap / batch.Size), meanQ);
    }
}
