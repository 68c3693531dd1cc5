using DeepQ.Learning.Distributions;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>
/// Each mixture of heads, Σ w_k Q_k(s, a), is pulled to the target that a <see cref="Targets.TargetRule"/> computes from the same mixture
/// of next values. The loss is the mean over the mixtures.
/// </summary>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="ensemble">The heads.</param>
/// <param name="random">The generator that mixtures are drawn from.</param>
internal sealed class EnsembleObjective(
    INetworkPair networks, LearnerSettings settings, EnsembleDistribution ensemble, Random random)
    : Objective(networks, settings)
{
    private readonly int _heads = ensemble.Heads;
    private readonly int _mixtures = ensemble.Mixtures;
    private readonly float[] _weights = new float[ensemble.Mixtures * ensemble.Heads];
    private readonly float[] _targets = new float[ensemble.Mixtures * settings.BatchSize];
    private readonly MixedValues _next = new(networks, settings, ensemble.Heads, isRead: true);
    private readonly MixedValues _nextOnline = new(networks, settings, ensemble.Heads, settings.Target.ReadsOnlineNetwork);
    private readonly MixedValues _states = new(networks, settings, ensemble.Heads, settings.Target.ReadsStates);
    private readonly float[] _taken = new float[ensemble.Heads];

    public override int OutputCount => Settings.BatchSize * ActionCount * _heads;

    public override void ComputeTargets(TransitionBatch batch)
    {
        ensemble.Mix(_weights, random);
        _next.Read(Target, batch.NextStateRows);
        _nextOnline.Read(Learning, batch.NextStateRows);
        _states.Read(Target, batch.StateRows);
        for (int mixture = 0; mixture < _mixtures; mixture++)
        {
            ReadOnlySpan<float> weights = Weights(mixture);
            Settings.Target.Compute(
                TargetBatchOf(batch, _states.Mix(weights), _next.Mix(weights), _nextOnline.Mix(weights)),
                _targets.AsSpan(mixture * batch.Size, batch.Size));
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
        for (int mixture = 0; mixture < _mixtures; mixture++)
        {
            ReadOnlySpan<float> weights = Weights(mixture);
            float error = MixedValues.Sum(_taken, weights) - _targets[(mixture * batch.Size) + row];
            errors += Math.Abs(error);
            if (!ensemble.LearnsFrom(batch.Slots[row], version, mixture))
                continue;
            loss += Settings.Loss.Error.Evaluate(error, out float slope);
            for (int head = 0; head < _heads; head++)
                gradient[head] += weights[head] * slope / _mixtures;
        }

        AbsoluteErrors[row] = (float)(errors / _mixtures);
        return loss / _mixtures;
    }

    private ReadOnlySpan<float> Weights(int mixture) => _weights.AsSpan(mixture * _heads, _heads);
}
