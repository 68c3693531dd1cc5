using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>The last step of an episode if its next state is not known.</summary>
/// <param name="State">The state s.</param>
/// <param name="Action">The action a.</param>
/// <param name="Reward">The reward r.</param>
/// <param name="Propensity">
/// The probability with which the logged policy chose the action; null if it was not logged.
/// </param>
/// <param name="Legal">True for each action that is legal in s; empty if all are always legal.</param>
public sealed record EpisodeTail(StateVector State, int Action, float Reward, float? Propensity, bool[] Legal);
