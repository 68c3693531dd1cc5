namespace DeepQ.Environments.Tabular;

/// <summary>One thing that may follow an action: an entry of p(s', r | s, a).</summary>
/// <param name="Probability">How likely it is; the entries of one state and action sum to 1.</param>
/// <param name="NextState">The successor, from 0 up to, not including, the number of states.</param>
/// <param name="Reward">The reward of the step.</param>
/// <param name="Terminated">Whether the episode ends with it, so that nothing after it has value.</param>
public readonly record struct TabularTransition(double Probability, int NextState, double Reward, bool Terminated);
