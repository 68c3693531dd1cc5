namespace DeepQ.Learning;

/// <summary>
/// An experience buffer: a ring of the latest transitions, from which batches are drawn uniformly.
/// </summary>
/// <remarks>
/// Lin: Self-improving reactive agents based on reinforcement learning, planning and teaching (1992); Mnih et al.:
/// Human-level control through deep reinforcement learning (2015). Consecutive transitions share an observation, so
/// each is stored once: the successor of a transition is the state of the next one, unless an episode ended there.
/// Successors without a next transition stand in a pool that grows with the number of episode ends.
/// </remarks>
public sealed class ReplayBuffer
{
    private const int NextSlot = -1;

    private readonly int _slots;
    private readonly float[] _states;
    private readonly int[] _actions;
    private readonly float[] _rewards;
    private readonly bool[] _terminated;
    private readonly int[] _successors;
    private readonly ObservationPool _pool;
    private readonly Stream[] _streams;

    /// <summary>Makes room for the transitions.</summary>
    /// <param name="capacity">The number of transitions that are kept; the oldest make room for new ones.</param>
    /// <param name="observationSize">The number of values n of an observation.</param>
    /// <param name="streams">
    /// The number of sources that transitions come from in order, one for each environment. Each has an equal share.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// One of the numbers is not positive, or there are more streams than transitions.
    /// </exception>
    public ReplayBuffer(int capacity, int observationSize, int streams = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observationSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(streams, capacity);

        ObservationSize = observationSize;
        _slots = capacity / streams;
        Capacity = _slots * streams;
        if ((long)Capacity * observationSize > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity),
                capacity,
                $"With {observationSize} values an observation the buffer holds at most {Array.MaxLength / observationSize} transitions.");
        }

        _states = new float[Capacity * observationSize];
        _actions = new int[Capacity];
        _rewards = new float[Capacity];
        _terminated = new bool[Capacity];
        _successors = new int[Capacity];
        _pool = new ObservationPool(observationSize);
        _streams = new Stream[streams];
    }

    /// <summary>The number of values n of an observation.</summary>
    public int ObservationSize { get; }

    /// <summary>The number of transitions that fit: the one asked for, rounded down to a multiple of the streams.</summary>
    public int Capacity { get; }

    /// <summary>The number of transitions that are there.</summary>
    public int Count { get; private set; }

    /// <summary>The memory that the buffer holds, in bytes.</summary>
    public long MemorySize =>
        (sizeof(float) * _states.LongLength) + (Capacity * (long)((3 * sizeof(int)) + sizeof(bool))) + _pool.MemorySize;

    /// <summary>Adds a transition.</summary>
    /// <param name="state">The state s: n values.</param>
    /// <param name="action">The action a.</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="nextState">
    /// The successor s': n values. At the end of an episode it is the last observation of that episode, not the first of
    /// the next one.
    /// </param>
    /// <param name="terminated">The successor is terminal and worth nothing.</param>
    /// <param name="truncated">The episode was cut off here; the successor still has a value.</param>
    /// <param name="stream">The source of the transition, from 0.</param>
    /// <exception cref="ArgumentException">An observation has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public void Add(
        ReadOnlySpan<float> state,
        int action,
        float reward,
        ReadOnlySpan<float> nextState,
        bool terminated,
        bool truncated = false,
        int stream = 0)
    {
        CheckLength(state.Length, nameof(state));
        CheckLength(nextState.Length, nameof(nextState));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)stream, (uint)_streams.Length, nameof(stream));

        ref Stream source = ref _streams[stream];
        int slot = (stream * _slots) + source.Head;
        if (source.Count == _slots)
            Release(slot);
        else
            Count++;

        // The transition before this one keeps its successor in the pool only as long as no next state stands for it.
        if (source.Open is int previous && previous != slot && Successor(previous).SequenceEqual(state))
            Release(previous);

        state.CopyTo(State(slot));
        _actions[slot] = action;
        _rewards[slot] = reward;
        _terminated[slot] = terminated;
        _successors[slot] = _pool.Add(nextState);
        source.Open = terminated || truncated ? null : slot;
        source.Head = (source.Head + 1) % _slots;
        source.Count = Math.Min(source.Count + 1, _slots);
    }

    /// <summary>Draws transitions uniformly, with replacement.</summary>
    /// <param name="batch">Receives the transitions.</param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="random">The generator that the transitions are drawn from.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public void Sample(TransitionBatch batch, float gamma, Random random)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(random);
        CheckLength(batch.ObservationSize, nameof(batch));
        if (Count == 0)
            throw new InvalidOperationException("The replay buffer is empty: add transitions before a batch is drawn.");

        for (int i = 0; i < batch.Size; i++)
            Read(SlotOf(random.Next(Count)), batch, i, gamma);
    }

    private void Read(int slot, TransitionBatch batch, int row, float gamma)
    {
        State(slot).CopyTo(batch.States.AsSpan(row * ObservationSize));
        Successor(slot).CopyTo(batch.NextStates.AsSpan(row * ObservationSize));
        batch.Actions[row] = _actions[slot];
        batch.Rewards[row] = _rewards[slot];
        batch.Discounts[row] = _terminated[slot] ? 0 : gamma;
    }

    private int SlotOf(int index)
    {
        int stream = 0;
        while (index >= _streams[stream].Count)
            index -= _streams[stream++].Count;
        return (stream * _slots) + index;
    }

    private Span<float> State(int slot) => _states.AsSpan(slot * ObservationSize, ObservationSize);

    private ReadOnlySpan<float> Successor(int slot)
    {
        if (_successors[slot] != NextSlot)
            return _pool[_successors[slot]];
        int first = slot / _slots * _slots;
        return State(first + ((slot - first + 1) % _slots));
    }

    private void Release(int slot)
    {
        if (_successors[slot] == NextSlot)
            return;
        _pool.Remove(_successors[slot]);
        _successors[slot] = NextSlot;
    }

    private void CheckLength(int length, string name)
    {
        if (length != ObservationSize)
            throw new ArgumentException($"An observation of this buffer has {ObservationSize} values, not {length}.", name);
    }

    private struct Stream
    {
        public int Head;
        public int Count;

        /// <summary>The slot of the newest transition when its episode goes on.</summary>
        public int? Open;
    }
}
