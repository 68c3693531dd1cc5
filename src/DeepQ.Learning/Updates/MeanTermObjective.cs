using DeepQ.Learning.Distributions;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>
/// An objective of Q-learning plus a term in the Q-values of a state, however the network describes returns.
/// </summary>
/// <param name="inner">The objective of Q-learning.</param>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="weight">The weight of the term relative to the loss.</param>
internal abstract class MeanTermObjective(Objective inner, INetworkPair networks, LearnerSettings settings, double weight)
    : Objective(networks, settings)
{
    private readonly ValueDistribution _distribution = networks.Network.Distribution;
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
        double sum = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            if (!Counts(batch, i))
                continue;
            Span<float> values = _outputs.AsSpan(i * width, width);
            for (int action = 0; action < ActionCount; action++)
                _q[action] = (float)_distribution.MeanOf(Action(values, action));
            ReadOnlySpan<bool> legal = batch.ActionMasks.Length == 0
                ? [] : batch.ActionMasks.AsSpan(i * ActionCount, ActionCount);
            sum += batch.Weights[i] * Evaluate(batch, i, _q, legal, _slopes);
            float scale = (float)(weight * batch.Weights[i] / batch.Size);
            Span<float> gradient = outputs.Slice(i * width, width);
            for (int action = 0; action < ActionCount; action++)
            {
                _distribution.AddMeanGradient(
                    Action(values, action), _q[action], scale * _slopes[action], Action(gradient, action));
            }
        }

        return (loss + (weight * sum / batch.Size), meanQ);
    }

    /// <summary>Whether the term applies to a transition.</summary>
    protected virtual bool Counts(TransitionBatch batch, int row) => true;

    /// <summary>Computes the term of a transition and its gradient.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="row">The row of the transition.</param>
    /// <param name="q">Q(s, ·): A values.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="slopes">Receives the gradient in Q(s, ·): A values.</param>
    protected abstract double Evaluate(
        TransitionBatch batch, int row, ReadOnlySpan<float> q, ReadOnlySpan<bool> legal, Span<float> slopes);

    private Span<float> Action(Span<float> values, int action)
    {
        int count = values.Length / ActionCount;
        return values.Slice(action * count, count);
    }
}
