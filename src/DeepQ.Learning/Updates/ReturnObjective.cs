using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>Fits the return of each chosen action to a target, however the network describes it.</summary>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="samples">The number of outputs per action of the online network, N.</param>
internal abstract class ReturnObjective(INetworkPair networks, LearnerSettings settings, int samples)
    : Objective(networks, settings)
{
    private readonly float[] _gradient = new float[samples];

    /// <summary>The distribution by which the network describes returns.</summary>
    protected ValueDistribution Distribution { get; } = networks.Network.Distribution;

    public override int OutputCount => Settings.BatchSize * ActionCount * samples;

    // The gradient is zero except for the chosen actions.
    public override (double Loss, double MeanQ) ComputeGradient(TransitionBatch batch, Span<float> outputs)
    {
        double loss = 0;
        double sumQ = 0;
        int width = ActionCount * samples;
        ValueDistribution distribution = Distribution;
        LossSettings cost = Settings.Loss;
        float[] errors = AbsoluteErrors;
        Span<float> gradient = _gradient;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> row = outputs.Slice(i * width, width);
            Span<float> taken = row.Slice(batch.Actions[i] * samples, samples);
            float weight = batch.Weights[i];
            TransitionLoss one = distribution.Evaluate(taken, Fractions(i), TargetOf(i), weight, cost, gradient);
            loss += one.Value;
            sumQ += one.Mean;
            errors[i] = one.Error;
            row.Clear();
            for (int j = 0; j < taken.Length; j++)
                taken[j] = weight * gradient[j] / batch.Size;
        }

        return (loss / batch.Size, sumQ / batch.Size);
    }

    /// <summary>Returns the target of a transition.</summary>
    protected abstract ReadOnlySpan<float> TargetOf(int row);

    /// <summary>
    /// Returns the fractions whose quantiles the outputs of a transition are; empty if they are no quantiles.
    /// </summary>
    protected virtual ReadOnlySpan<float> Fractions(int row) => [];
}
