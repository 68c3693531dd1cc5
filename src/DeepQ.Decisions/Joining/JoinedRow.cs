using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>A decision with its reward.</summary>
/// <param name="Decision">The decision: state, allowed actions, action and probability.</param>
/// <param name="Reward">The joined reward, or the default one.</param>
/// <param name="RewardParts">The number of parts of the reward; 0 for the default one.</param>
/// <param name="Next">The decision that followed in the episode; null for the last one.</param>
/// <param name="IsTerminal">Whether the episode ended here. The last decision of a truncated episode is not terminal.</param>
public sealed record JoinedRow(Decision Decision, double Reward, int RewardParts, Decision? Next, bool IsTerminal);
