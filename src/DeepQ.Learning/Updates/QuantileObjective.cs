using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Updates;

/// <summary>QR-DQN: quantiles at fixed fractions, pulled to those of the target by the quantile Huber loss.</summary>
internal class QuantileObjective(INetworkPair networks, LearnerSettings settings, int samples, int targetSamples)
    : DistributionalObjective(networks, settings)
{
    private readonly float[] _next = new float[settings.BatchSize * networks.Learning.ActionCount * targetSamples];
    private readonly float[] _targets = new float[settings.BatchSize * targetSamples];
    private readonly float[] _gradient = new float[samples];
    private readonly float[] _fractions = QuantileDistribution.Midpoints(samples);

    public override int OutputCount => Settings.BatchSize * ActionCount * samples;

    public override (double Loss, double MeanQ) ReplaceByGradient(TransitionBatch batch, Span<float> outputs)
    {
        double loss = 0;
        double sumQ = 0;
        int width = ActionCount * samples;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> row = outputs.Slice(i * width, width);
            Span<float> taken = row.Slice(batch.Actions[i] * samples, samples);
            ReadOnlySpan<float> target = _targets.AsSpan(i * targetSamples, targetSamples);
            float weight = batch.Weights[i];
            loss += weight * QuantileHuberLoss.Evaluate(
                taken, Fractions(i), target, (float)Settings.HuberThreshold, _gradient);
            double q = Mean(taken);
            sumQ += q;
            AbsoluteErrors[i] = (float)Math.Abs(q - Mean(target));
            row.Clear();
            for (int j = 0; j < samples; j++)
                taken[j] = weight * _gradient[j] / batch.Size;
        }

        return (loss / batch.Size, sumQ / batch.Size);
    }

    /// <summary>The fractions of the quantiles of a transition.</summary>
    protected virtual ReadOnlySpan<float> Fractions(int row) => _fractions;

    /// <summary>Computes the target network's quantiles: B × A × N' values.</summary>
    protected virtual void NextQuantiles(StateBatch nextStates, Span<float> quantiles) =>
        Target.Outputs(nextStates, quantiles);

    protected override void ReadNext(TransitionBatch batch) => NextQuantiles(batch.NextStateRows, _next);

    protected override void ComputeTarget(TransitionBatch batch, int row, int action)
    {
        Span<float> targets = _targets.AsSpan(row * targetSamples, targetSamples);
        targets.Fill(batch.Rewards[row]);
        if (batch.Discounts[row] == 0)
            return;
        int first = ((row * ActionCount) + action) * targetSamples;
        for (int j = 0; j < targets.Length; j++)
            targets[j] += batch.Discounts[row] * _next[first + j];
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum / values.Length;
    }
}
