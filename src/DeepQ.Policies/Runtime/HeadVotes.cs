namespace DeepQ.Serving.Runtime;

/// <summary>
/// Exploration by an ensemble: one of its heads is drawn and followed, so that an action is taken as often as heads hold it for the best,
/// with a probability that is known and can be logged.
/// </summary>
/// <remarks>
/// Osband et al.: Deep Exploration via Bootstrapped DQN (2016), https://arxiv.org/abs/1602.04621: Thompson sampling, with the heads as
/// samples.
/// </remarks>
public static class HeadVotes
{
    /// <summary>Computes the probability of each action.</summary>
    /// <param name="heads">
    /// The values of the heads in a state, actions × K values: what <see cref="Policies.PolicyScores.Distributions"/> gives where
    /// <see cref="ReturnDistribution.IsEnsemble"/>.
    /// </param>
    /// <param name="legal">True for each action that may be chosen; empty when all may.</param>
    /// <param name="probabilities">Receives the part of the heads that hold each action for the best legal one, the first of equals.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or no action is legal.</exception>
    public static void Probabilities(ReadOnlySpan<float> heads, ReadOnlySpan<bool> legal, Span<double> probabilities)
    {
        int actions = probabilities.Length;
        if (actions == 0 || heads.IsEmpty || heads.Length % actions != 0)
            throw new ArgumentException($"{heads.Length} values are not those of heads for {actions} actions.", nameof(heads));
        if (!legal.IsEmpty && (legal.Length != actions || !legal.Contains(true)))
            throw new ArgumentException($"A mask has a value for each of {actions} actions, and at least one that is true.", nameof(legal));
        int count = heads.Length / actions;
        probabilities.Clear();
        for (int head = 0; head < count; head++)
        {
            int best = -1;
            for (int action = 0; action < actions; action++)
            {
                bool isLegal = legal.IsEmpty || legal[action];
                if (isLegal && (best < 0 || heads[(action * count) + head] > heads[(best * count) + head]))
                    best = action;
            }

            probabilities[best] += 1.0 / count;
        }
    }
}
