namespace DeepQ.Learning.Replay;

/// <summary>The settings of the buffer and of the batches drawn from it.</summary>
/// <param name="BatchSize">The number of transitions in a batch.</param>
/// <param name="Capacity">The greatest number of transitions.</param>
/// <param name="Gamma">The discount factor γ of a step.</param>
/// <param name="NStep">The number of steps n of a return.</param>
/// <param name="Prioritized">The settings of prioritized replay; null to draw uniformly.</param>
/// <param name="CreateSampler">Creates a custom sampler for a number of slots; null for none.</param>
/// <param name="Initial">Initial transitions; null for none.</param>
/// <param name="Permanent">Permanent transitions; null for none.</param>
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
    /// <summary>Creates the sampler.</summary>
    /// <param name="buffer">The buffer to draw from.</param>
    /// <exception cref="ArgumentException">A custom sampler is null.</exception>
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
