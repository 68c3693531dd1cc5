namespace DeepQ.Learning.Replay;

/// <summary>What is kept, and how batches are drawn from it.</summary>
/// <param name="BatchSize">The transitions of a batch.</param>
/// <param name="Capacity">The greatest number of transitions.</param>
/// <param name="Gamma">The discount factor γ of a step.</param>
/// <param name="NStep">The number of steps n of a return.</param>
/// <param name="Prioritized">How transitions are drawn by their errors; null to draw all of them as often.</param>
/// <param name="CreateSampler">Creates a sampler of one's own, given the number of slots; null for none.</param>
/// <param name="Initial">Transitions to begin with; null for none.</param>
/// <param name="Permanent">Transitions that stay for good; null for none.</param>
internal sealed record ReplaySettings(
    int BatchSize,
    int Capacity,
    double Gamma,
    int NStep = 1,
    PrioritizedReplayOptions? Prioritized = null,
    Func<int, TransitionSampler>? CreateSampler = null,
    ReplayBuffer? Initial = null,
    PermanentReplay? Permanent = null)
{
    /// <summary>Creates what draws.</summary>
    /// <param name="buffer">What is drawn from.</param>
    /// <exception cref="ArgumentException">A sampler of one's own is not there.</exception>
    public TransitionSampler NewSampler(ReplayBuffer buffer)
    {
        if (CreateSampler is null)
        {
            return Prioritized is not null
                ? new PrioritizedSampler(buffer.Capacity, Prioritized, buffer.FirstPermanentSlot, Permanent?.PriorityBonus ?? 0)
                : Permanent is null ? new UniformSampler() : new SharedSampler(Permanent.Share);
        }

        return CreateSampler(buffer.Capacity) ?? throw new ArgumentException(
            "CreateSampler returned null: it must return a new sampler at each call, or be null itself.");
    }
}
