namespace DeepQ.Learning.Replay;

/// <summary>The horizon of returns.</summary>
/// <param name="Gamma">The discount factor γ of a step.</param>
/// <param name="NStep">The number of steps n of a return.</param>
internal readonly record struct Horizon(double Gamma, int NStep);
