using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Events;
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
        float[] qValues = new float[policy.ActionCount];
        return new(name ?? policy.Version, (decision, probabilities) =>
        {
            policy.QValues(decision.State.Span, qValues);
            exploration.Fill(qValues, decision.Allowed.Span, probabilities);
        });
    }

    /// <summary>A baseline, asked once for each decision.</summary>
    /// <param name="baseline">The baseline.</param>
    public static JudgedPolicy Of(BaselinePolicy baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return new(Decision.BaselineVersion, (decision, probabilities) =>
        {
            ReadOnlySpan<bool> allowed = decision.Allowed.Span;
            int action = RequestCheck.Baseline(baseline(decision.State.Span, allowed), allowed, probabilities.Length);
            probabilities.Clear();
            probabilities[action] = 1;
        });
    }
}
