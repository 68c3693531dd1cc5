namespace DeepQ.Learning.Replay;

/// <summary>Draws transitions to learn from. Derive from it for a custom sampler.</summary>
/// <remarks>
/// <see cref="DqnOptions.CreateSampler"/> creates one for each training. A buffer has slots, numbered from 0, of one
/// transition each, which are reused when the buffer is full. A sampler saves and restores its state in
/// <see cref="Save"/> and <see cref="Load"/>.
/// </remarks>
public abstract class TransitionSampler
{
    /// <summary>Called when a transition is written to a slot, possibly over another one.</summary>
    /// <param name="slot">The slot.</param>
    public virtual void OnAdded(int slot)
    {
    }

    /// <summary>Draws a batch.</summary>
    /// <param name="buffer">The transitions; <see cref="ReplayBuffer.SlotOf"/> gives the slots that are in use.</param>
    /// <param name="slots">Receives the slots of the batch: B values, which may repeat.</param>
    /// <param name="weights">Receives the weight of each in the loss: B values.</param>
    /// <param name="step">The progress of the training, for schedules.</param>
    /// <param name="random">The generator to draw from.</param>
    public abstract void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random);

    /// <summary>Called after an update with a batch.</summary>
    /// <param name="slots">Its slots: B values.</param>
    /// <param name="absoluteErrors">The distance of each transition from its target: B values.</param>
    public virtual void UpdatePriorities(ReadOnlySpan<int> slots, ReadOnlySpan<float> absoluteErrors)
    {
    }

    /// <summary>Writes the state between draws.</summary>
    /// <param name="writer">The writer of the checkpoint.</param>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">The reader of the checkpoint.</param>
    public virtual void Load(BinaryReader reader)
    {
    }
}
