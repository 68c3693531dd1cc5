namespace DeepQ.Serving.Runtime;

/// <summary>
/// Exploration by an ensemble: one head is drawn and followed, so each action is chosen in proportion to the heads that
/// consider it best, with a known probability that can be logged.
/// </summary>
/// <remarks>
/// Osband et al.: Deep Exploration via Bootstrapped DQN (2016), https://arxiv.org/abs/1602.04621: Thompson sampling
/// with the heads as samples.
/// </remarks>
public static class HeadVotes
{
    /// <summary>Computes the probability of each action.</summary>
    /// <param name="heads">
    /// The values of the heads in a state, actions × K values, from <see cref="Policies.PolicyScores.Distributions"/>
    /// if <see cref="ReturnDistribution.IsEnsemble"/>.
    /// </param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="probabilities">Receives the share of heads for which each action is the best legal one, the first of equals.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or no action is legal.</exception>
    public static void Probabilities(ReadOnlySpan<float> heads, ReadOnlySpan<bool> legal, Span<double> probabilities)
    {
        int actions = probabilities.Length;
        if (actions == 0 || heads.IsEmpty || heads.Length % actions != 0)
            throw new ArgumentException($"{heads.Length} values are not a multiple of {actions} actions.", nameof(heads));
        if (!legal.IsEmpty && (legal.Length != actions || !legal.Contains(true)))
            throw new ArgumentException($"A mask needs a value for each of {actions} actions, at least one of them true.", nameof(legal));
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
