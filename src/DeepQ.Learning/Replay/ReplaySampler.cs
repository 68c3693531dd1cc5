namespace DeepQ.Learning.Replay;

/// <summary>Draws batches from a buffer as the settings say: uniformly or by priority, with n-step returns.</summary>
internal sealed class ReplaySampler
{
    private readonly ReplayBuffer _buffer;
    private readonly ReplaySettings _options;
    private readonly Xoshiro256 _random;
    private readonly Priorities? _priorities;

    /// <summary>Transitions that are in the buffer already are as good as new.</summary>
    public ReplaySampler(ReplayBuffer buffer, ReplaySettings options, Xoshiro256 random)
    {
        _buffer = buffer;
        _options = options;
        _random = random;
        if (options.Prioritized is not { } prioritized)
            return;

        _priorities = new Priorities(buffer.Capacity, prioritized);
        for (int i = 0; i < buffer.Count; i++)
            _priorities.Add(buffer.SlotOf(i));
    }

    /// <summary>Takes notice of a transition that was just added to the buffer.</summary>
    public void OnAdded() => _priorities?.Add(_buffer.NewestSlot);

    /// <summary>Draws a batch.</summary>
    /// <param name="batch">Receives the transitions and their weights.</param>
    /// <param name="step">How far training has come, for the schedule of β.</param>
    public void Sample(TransitionBatch batch, long step)
    {
        float gamma = (float)_options.Gamma;
        if (_priorities is null)
        {
            _buffer.Sample(batch, gamma, _random, _options.NStep);
            return;
        }

        _buffer.RequireReadable(batch, _options.NStep);
        double beta = _options.Prioritized!.Beta.At(step);
        _priorities.Draw(batch.Slots, batch.Weights, _buffer.Count, beta, _random);
        _buffer.Read(batch, gamma, _options.NStep);
    }

    /// <summary>Writes the priorities and the generator.</summary>
    public void Save(BinaryWriter writer)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        _random.SaveState(state);
        writer.Write(state);
        _priorities?.Save(writer);
    }

    /// <summary>Takes over what a sampler with the same settings wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        reader.BaseStream.ReadExactly(state);
        _random.LoadState(state);
        _priorities?.Load(reader);
    }

    /// <summary>Takes notice of the errors of a batch that was just learned from.</summary>
    public void UpdatePriorities(TransitionBatch batch, ReadOnlySpan<float> absoluteErrors) =>
        _priorities?.Update(batch.Slots, absoluteErrors);
}
