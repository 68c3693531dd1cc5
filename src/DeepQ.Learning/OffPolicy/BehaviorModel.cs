namespace DeepQ.Learning;

/// <summary>
/// What the logged policy does, learned from the log: by four fifths of the episodes, and calibrated on the others.
/// </summary>
/// <param name="Policy">Its probabilities in every logged state and successor.</param>
/// <param name="Temperature">The temperature that calibrated it.</param>
/// <param name="Loss">The mean of −log b(a | s) on the episodes that it was calibrated on.</param>
/// <param name="Updates">The number of updates that it took.</param>
internal sealed record BehaviorModel(PolicyTable Policy, double Temperature, double Loss, int Updates)
{
    private const int Parts = 5;

    public static BehaviorModel Fit(
        LoggedRows rows, EpisodeSplit split, LoggedFit fit, Xoshiro256 random, CancellationToken cancellationToken)
    {
        int[] heldOut = split.Slots(Parts, part => part == 0);
        int[] fitted = split.Slots(Parts, part => part != 0);
        (QNetwork network, int updates) = fit.Behavior(fitted.Length > 0 ? fitted : heldOut, heldOut, random, cancellationToken);
        using QNetwork owned = network;
        (float[] states, float[] successors) = rows.Values(network.QValues);
        float[] logits = new float[heldOut.Length * rows.ActionCount];
        int[] actions = new int[heldOut.Length];
        for (int i = 0; i < heldOut.Length; i++)
        {
            states.AsSpan(heldOut[i] * rows.ActionCount, rows.ActionCount).CopyTo(logits.AsSpan(i * rows.ActionCount));
            actions[i] = rows.Actions[heldOut[i]];
        }

        double temperature = TemperatureScaling.Fit(logits, actions);
        return new BehaviorModel(
            PolicyTable.Soft(rows, states, successors, temperature),
            temperature,
            TemperatureScaling.Loss(logits, actions, temperature),
            updates);
    }
}
