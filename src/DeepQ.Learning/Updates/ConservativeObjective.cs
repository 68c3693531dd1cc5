using DeepQ.Learning.Distributions;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>An objective of Q-learning and, beside it, the term of conservative Q-learning.</summary>
internal sealed class ConservativeObjective(
    Objective inner, INetworkPair networks, LearnerSettings settings, double alpha)
    : Objective(networks, settings)
{
    private readonly ValueDistribution _distribution = networks.Network.Distribution;
    // The paper has ½ before the squared error; beside an error without it, both terms are twice as large.
    private readonly double _weight = alpha * networks.Network.Distribution.CurvatureOf(settings.Loss);

    private readonly float[] _outputs = new float[inner.OutputCount];
    private readonly float[] _q = new float[networks.Learning.ActionCount];
    private readonly float[] _slopes = new float[networks.Learning.ActionCount];

    public override int OutputCount => inner.OutputCount;

    public override float[] AbsoluteErrors => inner.AbsoluteErrors;

    public override void ComputeTargets(TransitionBatch batch) => inner.ComputeTargets(batch);

    public override void OnTargetUpdated() => inner.OnTargetUpdated();

    public override void Save(BinaryWriter writer) => inner.Save(writer);

    public override void Load(BinaryReader reader) => inner.Load(reader);

    public override void Forward(TransitionBatch batch, Span<float> outputs) => inner.Forward(batch, outputs);

    public override (double Loss, double MeanQ) ComputeGradient(TransitionBatch batch, Span<float> outputs)
    {
        outputs.CopyTo(_outputs);
        (double loss, double meanQ) = inner.ComputeGradient(batch, outputs);
        int width = OutputCount / batch.Size;
        double gap = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> values = _outputs.AsSpan(i * width, width);
            for (int action = 0; action < ActionCount; action++)
                _q[action] = (float)_distribution.MeanOf(Action(values, action));
            ReadOnlySpan<bool> legal = batch.ActionMasks.Length == 0
                ? [] : batch.ActionMasks.AsSpan(i * ActionCount, ActionCount);
            gap += batch.Weights[i] * Losses.CrossEntropyLoss.Evaluate(_q, batch.Actions[i], _slopes, legal);
            float scale = (float)(_weight * batch.Weights[i] / batch.Size);
            Span<float> gradient = outputs.Slice(i * width, width);
            for (int action = 0; action < ActionCount; action++)
            {
                _distribution.AddMeanGradient(
                    Action(values, action), _q[action], scale * _slopes[action], Action(gradient, action));
            }
        }

        return (loss + (_weight * gap / batch.Size), meanQ);
    }

    private Span<float> Action(Span<float> values, int action)
    {
        int count = values.Length / ActionCount;
        return values.Slice(action * count, count);
    }
}
