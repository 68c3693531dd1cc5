using System.Buffers;
using DeepQ.Decisions.Events;
using DeepQ.Serving;

namespace DeepQ.Decisions.Scoring;

/// <summary>Scores decisions with policies.</summary>
public static class DecisionScoring
{
    /// <summary>Returns the Q-value of each action, or of each candidate, of a logged decision.</summary>
    /// <param name="policy">
    /// The policy. For candidates it must have one action and observe the state followed by the features of a candidate.
    /// </param>
    /// <param name="decision">The decision.</param>
    /// <returns>One value per action of the policy, or per candidate of the decision, including those that are not allowed.</returns>
    /// <exception cref="ArgumentException">
    /// The policy observes another number of values, or has several actions while there are candidates.
    /// </exception>
    public static float[] QValues(this IPolicy policy, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(decision);
        int features = decision.CandidateCount == 0 ? 0 : decision.Candidates.Length / decision.CandidateCount;
        if (policy.ObservationSize != decision.State.Length + features || (features > 0 && policy.ActionCount != 1))
        {
            throw new ArgumentException(
                $"The policy observes {policy.ObservationSize} values and has {policy.ActionCount} actions, but the decision {decision.Id} has "
                + $"a state of {decision.State.Length} values and {decision.CandidateCount} candidates of {features} features. For "
                + "candidates, a policy must have one action and observe the state and the features.",
                nameof(policy));
        }

        float[] qValues = new float[features > 0 ? decision.CandidateCount : policy.ActionCount];
        Score(policy, decision.State.Span, decision.Candidates.Span, qValues);
        return qValues;
    }

    /// <summary>Scores the actions, or all candidates in one batch.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="state">The values of the state.</param>
    /// <param name="candidates">The features of the candidates, row-major; empty for the actions of the policy.</param>
    /// <param name="qValues">Receives one value per action or candidate.</param>
    internal static void Score(IPolicy policy, ReadOnlySpan<float> state, ReadOnlySpan<float> candidates, Span<float> qValues)
    {
        if (candidates.IsEmpty)
        {
            policy.QValues(state, qValues);
            return;
        }

        int features = candidates.Length / qValues.Length, width = state.Length + features;
        float[] rented = ArrayPool<float>.Shared.Rent(qValues.Length * width);
        try
        {
            Span<float> rows = rented.AsSpan(0, qValues.Length * width);
            for (int i = 0; i < qValues.Length; i++)
            {
                Span<float> row = rows.Slice(i * width, width);
                state.CopyTo(row);
                candidates.Slice(i * features, features).CopyTo(row[state.Length..]);
            }

            policy.QValues(rows, qValues);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
