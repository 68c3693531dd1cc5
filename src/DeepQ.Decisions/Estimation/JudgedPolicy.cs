using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Scoring;
using DeepQ.Serving;

namespace DeepQ.Decisions.Estimation;

/// <summary>A policy that a log is to say the value of.</summary>
/// <param name="Name">What the estimates call it.</param>
/// <param name="Fill">Gives the probability of each action at a logged decision: 1 in total, 0 for actions that were not allowed.</param>
public sealed record JudgedPolicy(string Name, ActionProbabilities Fill)
{
    /// <summary>A policy, as it would act with an exploration.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="name">What the estimates call it; null for its version.</param>
    /// <param name="exploration">How it explores; null for its greedy actions.</param>
    public static JudgedPolicy Of(IPolicy policy, string? name = null, ExplorationStrategy? exploration = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        exploration ??= ExplorationStrategy.Greedy;
        return new(name ?? policy.Version, (decision, probabilities) =>
            exploration.Fill(policy.QValues(decision), decision.Allowed.Span, probabilities));
    }

    /// <summary>A baseline, asked once for each decision.</summary>
    /// <param name="baseline">The baseline.</param>
    public static JudgedPolicy Of(BaselinePolicy baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return Of((state, _, allowed) => baseline(state, allowed));
    }

    /// <summary>A baseline of decisions among candidates, asked once for each.</summary>
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
