namespace DeepQ.Learning.Replay;

/// <summary>Draws batches from a buffer as the settings say, with n-step returns.</summary>
internal sealed class ReplaySampler
{
    private readonly ReplayBuffer _buffer;
    private readonly ReplaySettings _options;
    private readonly Xoshiro256 _random;
    private readonly TransitionSampler _sampler;

    /// <summary>Transitions that are in the buffer already are as good as new.</summary>
    public ReplaySampler(ReplayBuffer buffer, ReplaySettings options, Xoshiro256 random)
    {
        _buffer = buffer;
        _options = options;
        _random = random;
        _sampler = options.NewSampler(buffer);
        for (int i = 0; i < buffer.Count; i++)
            _sampler.OnAdded(buffer.SlotOf(i));
    }

    /// <summary>The type of what draws.</summary>
    public string Name => _sampler.GetType().Name;

    /// <summary>Takes notice of a transition that was just added to the buffer.</summary>
    public void OnAdded() => _sampler.OnAdded(_buffer.NewestSlot);

    /// <summary>Draws a batch.</summary>
    /// <param name="batch">Receives the transitions and their weights.</param>
    /// <param name="step">How far training has come, for schedules.</param>
    /// <param name="horizon">How far returns look ahead; null for as far as the settings say.</param>
    /// <exception cref="InvalidOperationException">A sampler of one's own drew a slot that holds nothing.</exception>
    public void Sample(TransitionBatch batch, long step, Horizon? horizon = null)
    {
        (double gamma, int steps) = horizon ?? new(_options.Gamma, _options.NStep);
        _buffer.RequireReadable(batch, steps);
        _sampler.Draw(_buffer, batch.Slots, batch.Weights, step, _random);
        if (_options.CreateSampler is not null)
            RequireHeld(batch.Slots);
        _buffer.Read(batch, (float)gamma, steps);
    }

    /// <summary>Writes the generator and what the sampler keeps.</summary>
    public void Save(BinaryWriter writer)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        _random.SaveState(state);
        writer.Write(state);
        _sampler.Save(writer);
    }

    /// <summary>Takes over what a sampler with the same settings wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        reader.BaseStream.ReadExactly(state);
        _random.LoadState(state);
        _sampler.Load(reader);
    }

    /// <summary>Takes notice of the errors of a batch that was just learned from.</summary>
    public void UpdatePriorities(TransitionBatch batch, ReadOnlySpan<float> absoluteErrors) =>
        _sampler.UpdatePriorities(batch.Slots, absoluteErrors);

    private void RequireHeld(ReadOnlySpan<int> slots)
    {
        foreach (int slot in slots)
        {
            if (!_buffer.Holds(slot))
                throw new InvalidOperationException($"{_sampler.GetType().Name} drew the slot {slot}, which holds no transition.");
        }
    }
}
