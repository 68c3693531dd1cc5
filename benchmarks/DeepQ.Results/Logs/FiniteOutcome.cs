namespace DeepQ.Results;

/// <summary>What may follow an action.</summary>
/// <param name="Probability">How likely it is.</param>
/// <param name="Next">The state after it.</param>
/// <param name="Reward">The mean of what it pays.</param>
/// <param name="Ends">Whether the episode ends with it.</param>
internal readonly record struct FiniteOutcome(double Probability, int Next, double Reward, bool Ends = false);
