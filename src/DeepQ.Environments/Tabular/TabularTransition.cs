namespace DeepQ.Environments.Tabular;

/// <summary>A possible outcome of an action: an entry of p(s', r | s, a).</summary>
/// <param name="Probability">The probability; the entries of one state and action sum to 1.</param>
/// <param name="NextState">The next state, from 0 up to, not including, the number of states.</param>
/// <param name="Reward">The reward of the step.</param>
/// <param name="Terminated">Whether it ends the episode, so that the next state has the value zero.</param>
public readonly record struct TabularTransition(double Probability, int NextState, double Reward, bool Terminated);
