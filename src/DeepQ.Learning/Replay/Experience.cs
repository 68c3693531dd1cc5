using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Replay;

/// <summary>
/// An agent's experience in its environments: the present states, to act on, and the past transitions, to learn from.
/// </summary>
internal sealed class Experience
{
    private readonly ReplaySampler _sampler;
    private readonly TransitionBatch _batch;
    private readonly float[] _states;
    private readonly bool[] _legal;

    /// <param name="options">The settings of the replay.</param>
    /// <param name="space">The observation space.</param>
    /// <param name="maskedActions">The number of actions of a mask; 0 for no masks.</param>
    /// <param name="environments">The number of environments, N.</param>
    /// <param name="random">The generator that draws batches.</param>
    public Experience(ReplaySettings options, BoxSpace space, int maskedActions, int environments, Xoshiro256 random)
    {
        ReplayBuffer? permanent = options.Permanent?.Transitions;
        Buffer = new ReplayBuffer(
            Math.Max(options.Capacity, environments), space, environments, maskedActions, permanent?.Count ?? 0);
        if (options.Initial is { } initial)
            Copy(initial, nameof(DqnOptions.InitialReplay), i => (int)((long)i * environments / initial.Count));
        if (permanent is not null)
            Copy(permanent, nameof(DqnOptions.Demonstrations), _ => environments);
        _sampler = new ReplaySampler(Buffer, options, random);
        _batch = new TransitionBatch(options.BatchSize, space.Size, maskedActions);
        _states = new float[environments * space.Size];
        _legal = new bool[environments * maskedActions];
    }

    /// <summary>The buffer of past transitions.</summary>
    public ReplayBuffer Buffer { get; }

    /// <summary>The states to act on: N × n values, row-major.</summary>
    public ReadOnlySpan<float> States => _states;

    /// <summary>Which actions are legal in them: N × A values, row-major; empty if all always are.</summary>
    public ReadOnlySpan<bool> Legal => _legal;

    /// <summary>Records the states of the environments before they are stepped.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Observe(ReadOnlySpan<float> states, ReadOnlySpan<bool> legal)
    {
        RequireLengths(states.Length, legal.Length);
        states.CopyTo(_states);
        legal.CopyTo(_legal);
    }

    /// <summary>Adds the results of the actions in these states.</summary>
    /// <param name="actions">The actions: N values.</param>
    /// <param name="rewards">The rewards: N values.</param>
    /// <param name="nextStates">The next states, at the end of an episode its last one: N × n values.</param>
    /// <param name="terminated">Whether each episode ended in a terminal state.</param>
    /// <param name="truncated">Whether it was cut off.</param>
    /// <param name="nextLegal">Which actions are legal in the next states: N × A values.</param>
    /// <param name="explores">Marks actions before which n-step returns end: N values; empty for none.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Remember(
        ReadOnlySpan<int> actions,
        ReadOnlySpan<double> rewards,
        ReadOnlySpan<float> nextStates,
        ReadOnlySpan<bool> terminated,
        ReadOnlySpan<bool> truncated,
        ReadOnlySpan<bool> nextLegal,
        ReadOnlySpan<bool> explores = default)
    {
        RequireLengths(nextStates.Length, nextLegal.Length);
        if (rewards.Length != actions.Length || terminated.Length != actions.Length || truncated.Length != actions.Length)
        {
            throw new ArgumentException(
                $"{actions.Length} environments need as many rewards and ends, not {rewards.Length}, {terminated.Length} and " +
                $"{truncated.Length}.");
        }

        int size = Buffer.ObservationSize;
        int masked = Buffer.MaskedActions;
        // All are checked before the first is stored, so that a failed call has no effect.
        for (int i = 0; i < actions.Length && actions.Length > 1; i++)
        {
            Buffer.RequireAddable(
                _states.AsSpan(i * size, size),
                actions[i],
                nextStates.Slice(i * size, size),
                terminated[i],
                _legal.AsSpan(i * masked, masked),
                nextLegal.Slice(i * masked, masked));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            Buffer.Add(
                _states.AsSpan(i * size, size),
                actions[i],
                (float)rewards[i],
                nextStates.Slice(i * size, size),
                terminated[i],
                truncated[i],
                stream: i,
                _legal.AsSpan(i * masked, masked),
                nextLegal.Slice(i * masked, masked));
            if (!explores.IsEmpty && explores[i])
                Buffer.MarkNewestAsExploring();
            _sampler.OnAdded();
        }
    }

    /// <summary>Draws a batch; the next call overwrites it.</summary>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="horizon">The horizon of returns; null for that of the settings.</param>
    public TransitionBatch Sample(long step, Horizon? horizon = null)
    {
        _sampler.Sample(_batch, step, horizon);
        return _batch;
    }

    /// <summary>Reads transitions without n-step returns; the next batch overwrites them.</summary>
    /// <param name="slots">Their slots, at most one batch. The remaining rows repeat the first.</param>
    public TransitionBatch Read(ReadOnlySpan<int> slots)
    {
        slots.CopyTo(_batch.Slots);
        _batch.Slots.AsSpan(slots.Length).Fill(slots[0]);
        Buffer.Read(_batch, gamma: 1, steps: 1);
        return _batch;
    }

    /// <summary>Writes the past transitions, the priorities and the generator of batches.</summary>
    public void Save(BinaryWriter writer)
    {
        Buffer.Save(writer);
        _sampler.Save(writer);
    }

    /// <summary>Restores what an experience with the same settings and environments wrote.</summary>
    /// <exception cref="InvalidDataException">The saved buffer has other sizes.</exception>
    /// <exception cref="EndOfStreamException">The data end too soon.</exception>
    public void Load(BinaryReader reader)
    {
        Buffer.Load(reader);
        _sampler.Load(reader);
    }

    /// <summary>The type of the sampler.</summary>
    public string SamplerName => _sampler.Name;

    /// <summary>Writes the present states.</summary>
    public void SavePresent(BinaryWriter writer)
    {
        writer.WriteValues<float>(_states);
        writer.WriteValues<bool>(_legal);
    }

    /// <summary>Restores what <see cref="SavePresent"/> wrote.</summary>
    public void LoadPresent(BinaryReader reader)
    {
        reader.ReadValues<float>(_states);
        reader.ReadValues<bool>(_legal);
    }

    /// <summary>Updates priorities with the errors of the latest batch.</summary>
    public void UpdatePriorities(ReadOnlySpan<float> absoluteErrors) => _sampler.UpdatePriorities(_batch, absoluteErrors);

    // In order, so that n-step returns stay the same; distributed over the streams that environments write to.
    private void Copy(ReplayBuffer source, string name, Func<int, int> stream)
    {
        if (source.ObservationSize != Buffer.ObservationSize || source.MaskedActions != Buffer.MaskedActions)
        {
            throw new ArgumentException(
                $"{name} has {source.ObservationSize} values per state and masks of {source.MaskedActions} actions; the environment " +
                $"has {Buffer.ObservationSize} values and masks of {Buffer.MaskedActions}.");
        }

        TransitionBatch row = source.NewBatch(1);
        int[] slots = source.SlotsInOrder();
        for (int i = 0; i < slots.Length; i++)
        {
            row.Slots[0] = slots[i];
            source.Read(row, gamma: 1, steps: 1);
            try
            {
                Buffer.Add(
                    row.StateRows.Row(source.ObservationSize).ToArray(),
                    row.Actions[0],
                    row.Rewards[0],
                    row.NextStateRows.Row(source.ObservationSize).ToArray(),
                    terminated: row.Discounts[0] == 0,
                    truncated: !source.GoesOn(slots[i]),
                    stream(i),
                    row.ActionMasks,
                    row.NextActionMasks);
            }
            catch (ArgumentException problem)
            {
                throw new ArgumentException($"Transition {i} of {name} cannot be stored: {problem.Message}", problem);
            }
        }
    }

    private void RequireLengths(int values, int masks)
    {
        if (values != _states.Length || masks != _legal.Length)
        {
            throw new ArgumentException(
                $"Observations have {_states.Length} values and masks {_legal.Length}; {values} and {masks} were given.");
        }
    }
}
