using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Scoring;
using DeepQ.Serving;

namespace DeepQ.Decisions.Estimation;

/// <summary>A policy to evaluate on a log.</summary>
/// <param name="Name">The name in the estimates.</param>
/// <param name="Fill">Computes the probability of each action of a logged decision: 1 in total, 0 for actions that were not allowed.</param>
public sealed record JudgedPolicy(string Name, ActionProbabilities Fill)
{
    /// <summary>Returns a policy that acts with an exploration strategy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="name">The name in the estimates; null for the version of the policy.</param>
    /// <param name="exploration">The exploration; null for greedy actions.</param>
    public static JudgedPolicy Of(IPolicy policy, string? name = null, ExplorationStrategy? exploration = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        exploration ??= ExplorationStrategy.Greedy;
        return new(name ?? policy.Version, (decision, probabilities) =>
            exploration.Fill(policy.QValues(decision), decision.Allowed.Span, probabilities));
    }

    /// <summary>Returns a baseline, which is called once per decision.</summary>
    /// <param name="baseline">The baseline.</param>
    public static JudgedPolicy Of(BaselinePolicy baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return Of((state, _, allowed) => baseline(state, allowed));
    }

    /// <summary>Returns a baseline of decisions among candidates, which is called once per decision.</summary>
    /// <param name="baseline">The baseline.</param>
    public static JudgedPolicy Of(CandidateBaseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return new(Decision.BaselineVersion, (decision, probabilities) =>
        {
            ReadOnlySpan<bool> allowed = decision.Allowed.Span;
            int action = baseline(decision.State.Span, decision.Candidates.Span, allowed);
            action = RequestCheck.Baseline(action, allowed, probabilities.Length);
            probabilities.Clear();
            probabilities[action] = 1;
        });
    }
}
