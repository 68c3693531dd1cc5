using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Finds the actions that the data support: those that are likely enough relative to the most likely one.
/// </summary>
internal static class SupportedActions
{
    /// <summary>
    /// Marks the legal actions with G(a) / max G ≥ τ, where G = softmax(x) over the legal ones; the most likely one is
    /// always marked.
    /// </summary>
    /// <param name="logits">The logits x: a value for each action.</param>
    /// <param name="threshold">The threshold τ.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="supported">Receives true for each supported action.</param>
    public static void ComputeMask(
        ReadOnlySpan<float> logits, double threshold, ReadOnlySpan<bool> legal, Span<bool> supported)
    {
        float least = logits[Greedy.Action(logits, legal)] + (float)Math.Log(threshold);
        for (int action = 0; action < logits.Length; action++)
            supported[action] = logits[action] >= least && (legal.IsEmpty || legal[action]);
    }
}
