namespace DeepQ.Learning.Replay;

/// <summary>Draws transitions to learn from. Derive from it for a sampler of your own.</summary>
/// <remarks>
/// <see cref="DqnOptions.CreateSampler"/> creates one for each training. A buffer has slots, numbered from 0, of which each holds
/// one transition, and is used again when the buffer is full. What a sampler keeps belongs into <see cref="Save"/> and
/// <see cref="Load"/>.
/// </remarks>
public abstract class TransitionSampler
{
    /// <summary>A transition was written into a slot, over the one that was there.</summary>
    /// <param name="slot">The slot.</param>
    public virtual void OnAdded(int slot)
    {
    }

    /// <summary>Draws a batch.</summary>
    /// <param name="buffer">The transitions; <see cref="ReplayBuffer.SlotOf"/> gives the slots that are in use.</param>
    /// <param name="slots">Receives the slots of the batch: B values, which may repeat.</param>
    /// <param name="weights">Receives the weight of each in the loss: B values.</param>
    /// <param name="step">How far training has come, for schedules.</param>
    /// <param name="random">The generator to draw from.</param>
    public abstract void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random);

    /// <summary>A batch was learned from.</summary>
    /// <param name="slots">Its slots: B values.</param>
    /// <param name="absoluteErrors">How far each transition was from its target: B values.</param>
    public virtual void UpdatePriorities(ReadOnlySpan<int> slots, ReadOnlySpan<float> absoluteErrors)
    {
    }

    /// <summary>Writes what is kept between draws.</summary>
    /// <param name="writer">The writer of the checkpoint.</param>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">The reader of the checkpoint.</param>
    public virtual void Load(BinaryReader reader)
    {
    }
}
