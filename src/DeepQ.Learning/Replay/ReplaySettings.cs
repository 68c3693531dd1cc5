namespace DeepQ.Learning.Replay;

/// <summary>What is kept, and how batches are drawn from it.</summary>
/// <param name="BatchSize">The transitions of a batch.</param>
/// <param name="Capacity">The greatest number of transitions.</param>
/// <param name="Gamma">The discount factor γ of a step.</param>
/// <param name="NStep">The number of steps n of a return.</param>
/// <param name="Prioritized">How transitions are drawn by their errors; null to draw all of them as often.</param>
internal sealed record ReplaySettings(
    int BatchSize, int Capacity, double Gamma, int NStep = 1, PrioritizedReplayOptions? Prioritized = null);
