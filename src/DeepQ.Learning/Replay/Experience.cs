namespace DeepQ.Learning.Replay;

/// <summary>What an agent saw in its environments: the present, to act on, and the past, to learn from.</summary>
internal sealed class Experience
{
    private readonly VectorEnvironment _environments;
    private readonly ReplaySampler _sampler;
    private readonly TransitionBatch _batch;
    private readonly float[] _states;
    private readonly bool[] _legal;

    public Experience(ReplaySettings options, VectorEnvironment environments, Xoshiro256 random)
    {
        _environments = environments;
        int size = environments.ObservationSpace.Size;
        int maskedActions = environments.HasActionMask ? environments.ActionSpace.Count : 0;
        Buffer = new ReplayBuffer(
            Math.Max(options.Capacity, environments.Count),
            size,
            environments.Count,
            environments.ObservationSpace.ElementType,
            maskedActions);
        _sampler = new ReplaySampler(Buffer, options, random);
        _batch = new TransitionBatch(options.BatchSize, size, maskedActions);
        _states = new float[environments.Count * size];
        _legal = new bool[environments.Count * maskedActions];
    }

    /// <summary>The past.</summary>
    public ReplayBuffer Buffer { get; }

    /// <summary>The states to act on: N × n values, row-major.</summary>
    public ReadOnlySpan<float> States => _states;

    /// <summary>Which actions are legal in them: N × A values, row-major; empty when all always are.</summary>
    public ReadOnlySpan<bool> Legal => _legal;

    /// <summary>Looks at the environments before they are stepped.</summary>
    public void Observe()
    {
        _environments.Observations.CopyTo(_states);
        if (_environments.HasActionMask)
            _environments.ActionMasks.CopyTo(_legal);
    }

    /// <summary>Remembers what the actions in these states brought.</summary>
    public void Remember(ReadOnlySpan<int> actions)
    {
        int size = Buffer.ObservationSize;
        int masked = Buffer.MaskedActions;
        for (int i = 0; i < actions.Length; i++)
        {
            // The successor is the last observation of the episode, never the first of the next one.
            Buffer.Add(
                _states.AsSpan(i * size, size),
                actions[i],
                (float)_environments.Rewards[i],
                _environments.FinalObservations.Slice(i * size, size),
                _environments.Terminated[i],
                _environments.Truncated[i],
                stream: i,
                _legal.AsSpan(i * masked, masked),
                _environments.FinalActionMasks.Slice(i * masked, masked));
            _sampler.NoticeNewest();
        }
    }

    /// <summary>Draws a batch; the next call overwrites it.</summary>
    /// <param name="step">The number of environment steps taken so far.</param>
    public TransitionBatch Sample(long step)
    {
        _sampler.Sample(_batch, step);
        return _batch;
    }

    /// <summary>Writes the past, the priorities and the generator that batches are drawn from.</summary>
    public void Save(BinaryWriter writer)
    {
        Buffer.Save(writer);
        _sampler.Save(writer);
    }

    /// <summary>Takes over what an experience with the same settings and environments wrote.</summary>
    /// <exception cref="InvalidDataException">The saved buffer has other sizes.</exception>
    /// <exception cref="EndOfStreamException">The data end too soon.</exception>
    public void Load(BinaryReader reader)
    {
        Buffer.Load(reader);
        _sampler.Load(reader);
    }

    /// <summary>Takes notice of the errors of the latest batch.</summary>
    public void NoticeErrors(ReadOnlySpan<float> absoluteErrors) => _sampler.NoticeErrors(_batch, absoluteErrors);
}
