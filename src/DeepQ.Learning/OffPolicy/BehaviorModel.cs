using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// A model of the logged policy, learned from four fifths of the episodes and calibrated on the others.
/// </summary>
/// <param name="Policy">Its probabilities in every logged state and next state.</param>
/// <param name="Temperature">The temperature of the calibration.</param>
/// <param name="Loss">The mean of −log b(a | s) on the episodes of the calibration.</param>
/// <param name="Updates">The number of updates.</param>
internal sealed record BehaviorModel(PolicyProbabilities Policy, double Temperature, double Loss, int Updates) : IDisposable
{
    private const int Parts = 5;
    private const int MostLogits = 1 << 22;

    public static BehaviorModel Fit(
        TransitionTable rows, EpisodeSplit split, FittedModelTrainer fit, Xoshiro256 random, CancellationToken cancellationToken)
    {
        int[] heldOut = split.Slots(Parts, part => part == 0);
        int[] fitted = split.Slots(Parts, part => part != 0);
        (QNetwork network, int updates) = fit.Behavior(fitted.Length > 0 ? fitted : heldOut, heldOut, random, cancellationToken);
        try
        {
            (float[] logits, int[] actions) = Logits(rows, network, heldOut);
            double temperature = TemperatureScaling.Fit(logits, actions);
            return new BehaviorModel(
                PolicyProbabilities.Soft(rows, network.QValues, temperature, network),
                temperature,
                TemperatureScaling.Loss(logits, actions, temperature),
                updates);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public void Dispose() => Policy.Dispose();

    // Only one number is fitted, for which a sample suffices.
    private static (float[] Logits, int[] Actions) Logits(TransitionTable rows, QNetwork network, int[] heldOut)
    {
        int count = Math.Min(heldOut.Length, Math.Max(1, MostLogits / rows.ActionCount));
        int[] asked = [.. Enumerable.Range(0, count).Select(i => heldOut[(int)((long)i * heldOut.Length / count)])];
        float[] logits = new float[count * rows.ActionCount];
        const int Block = 256;
        for (int first = 0; first < count; first += Block)
        {
            TransitionBatch batch = rows.Read(asked.AsSpan(first, Math.Min(Block, count - first)));
            network.QValues(batch.StateRows, logits.AsSpan(first * rows.ActionCount, batch.Size * rows.ActionCount));
        }

        return (logits, [.. asked.Select(row => rows.Actions[row])]);
    }
}
