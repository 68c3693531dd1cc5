using DeepQ.Learning.Distributions;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>
/// Fits each head, or a mixture Σ w_k Q_k(s, a) of all, to the target that a <see cref="Targets.TargetRule"/> computes
/// from the next values of the same head or mixture. The loss is the mean over the heads.
/// </summary>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="ensemble">The heads.</param>
/// <param name="random">The generator that draws mixtures.</param>
internal sealed class EnsembleObjective(
    INetworkPair networks, LearnerSettings settings, EnsembleDistribution ensemble, Random random)
    : Objective(networks, settings)
{
    private readonly int _heads = ensemble.Heads;
    private readonly int _parts = ensemble.LearnsEachHead ? ensemble.Heads : 1;
    private readonly float[] _weights = new float[ensemble.LearnsEachHead ? 0 : ensemble.Heads];
    private readonly float[] _targets = new float[(ensemble.LearnsEachHead ? ensemble.Heads : 1) * settings.BatchSize];
    private readonly MixedValues _next = new(networks, settings, ensemble.Heads, isRead: true);
    private readonly MixedValues _nextOnline = new(networks, settings, ensemble.Heads, settings.Target.ReadsOnlineNetwork);
    private readonly MixedValues _states = new(networks, settings, ensemble.Heads, settings.Target.ReadsStates);
    private readonly float[] _taken = new float[ensemble.Heads];

    public override int OutputCount => Settings.BatchSize * ActionCount * _heads;

    public override void ComputeTargets(TransitionBatch batch)
    {
        if (!ensemble.LearnsEachHead)
            ensemble.Mix(_weights, random);
        _next.Read(Target, batch.NextStateRows);
        _nextOnline.Read(Learning, batch.NextStateRows);
        _states.Read(Target, batch.StateRows);
        for (int part = 0; part < _parts; part++)
        {
            Settings.Target.Compute(
                TargetBatchOf(batch, Part(_states, part), Part(_next, part), Part(_nextOnline, part)),
                _targets.AsSpan(part * batch.Size, batch.Size));
        }
    }

    public override (double Loss, double MeanQ) ComputeGradient(TransitionBatch batch, Span<float> outputs)
    {
        double loss = 0, sumQ = 0;
        int width = ActionCount * _heads;
        for (int row = 0; row < batch.Size; row++)
        {
            Span<float> values = outputs.Slice(row * width, width);
            Span<float> gradient = values.Slice(batch.Actions[row] * _heads, _heads);
            gradient.CopyTo(_taken);
            sumQ += ensemble.MeanOf(_taken);
            values.Clear();
            loss += batch.Weights[row] * AddGradient(batch, row, gradient);
            foreach (ref float slope in gradient)
                slope *= batch.Weights[row] / batch.Size;
        }

        return (loss / batch.Size, sumQ / batch.Size);
    }

    private double AddGradient(TransitionBatch batch, int row, Span<float> gradient)
    {
        double loss = 0, errors = 0;
        uint version = batch.Source?.VersionAt(batch.Slots[row]) ?? 0;
        for (int part = 0; part < _parts; part++)
        {
            float value = ensemble.LearnsEachHead ? _taken[part] : MixedValues.Sum(_taken, _weights);
            float error = value - _targets[(part * batch.Size) + row];
            errors += Math.Abs(error);
            if (!ensemble.LearnsFrom(batch.Slots[row], version, part))
                continue;
            loss += Settings.Loss.Error.Evaluate(error, out float slope);
            if (ensemble.LearnsEachHead)
                gradient[part] = slope / _heads;
            for (int head = 0; head < _weights.Length; head++)
                gradient[head] = _weights[head] * slope;
        }

        AbsoluteErrors[row] = (float)(errors / _parts);
        return loss / _parts;
    }

    private ReadOnlySpan<float> Part(MixedValues values, int part) =>
        ensemble.LearnsEachHead ? values.Head(part) : values.Mix(_weights);
}
