namespace DeepQ.Learning.Replay;

/// <summary>Draws batches with n-step returns from a buffer, according to the settings.</summary>
internal sealed class ReplaySampler
{
    private readonly ReplayBuffer _buffer;
    private readonly ReplaySettings _options;
    private readonly Xoshiro256 _random;
    private readonly TransitionSampler _sampler;

    /// <summary>Creates a sampler; transitions that the buffer already has count as new.</summary>
    public ReplaySampler(ReplayBuffer buffer, ReplaySettings options, Xoshiro256 random)
    {
        _buffer = buffer;
        _options = options;
        _random = random;
        _sampler = options.NewSampler(buffer);
        for (int i = 0; i < buffer.Count; i++)
            _sampler.OnAdded(buffer.SlotOf(i));
    }

    /// <summary>The type of the sampler.</summary>
    public string Name => _sampler.GetType().Name;

    /// <summary>Called when a transition has been added to the buffer.</summary>
    public void OnAdded() => _sampler.OnAdded(_buffer.NewestSlot);

    /// <summary>Draws a batch.</summary>
    /// <param name="batch">Receives the transitions and their weights.</param>
    /// <param name="step">The progress of the training, for schedules.</param>
    /// <param name="horizon">The horizon of returns; null for that of the settings.</param>
    /// <exception cref="InvalidOperationException">A custom sampler drew an empty slot.</exception>
    public void Sample(TransitionBatch batch, long step, Horizon? horizon = null)
    {
        (double gamma, int steps) = horizon ?? new(_options.Gamma, _options.NStep);
        _buffer.RequireReadable(batch, steps);
        _sampler.Draw(_buffer, batch.Slots, batch.Weights, step, _random);
        if (_options.CreateSampler is not null)
            RequireHeld(batch.Slots);
        _buffer.Read(batch, (float)gamma, steps);
    }

    /// <summary>Writes the generator and the state of the sampler.</summary>
    public void Save(BinaryWriter writer)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        _random.SaveState(state);
        writer.Write(state);
        _sampler.Save(writer);
    }

    /// <summary>Restores what a sampler with the same settings wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        reader.BaseStream.ReadExactly(state);
        _random.LoadState(state);
        _sampler.Load(reader);
    }

    /// <summary>Updates priorities with the errors of the latest batch.</summary>
    public void UpdatePriorities(TransitionBatch batch, ReadOnlySpan<float> absoluteErrors) =>
        _sampler.UpdatePriorities(batch.Slots, absoluteErrors);

    private void RequireHeld(ReadOnlySpan<int> slots)
    {
        foreach (int slot in slots)
        {
            if (!_buffer.Holds(slot))
                throw new InvalidOperationException($"{_sampler.GetType().Name} drew the slot {slot}, which has no transition.");
        }
    }
}
