using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>
/// An experience buffer: a ring of the latest transitions, from which batches are drawn uniformly.
/// </summary>
/// <remarks>
/// <para>
/// Lin: Self-improving reactive agents based on reinforcement learning, planning and teaching (1992); Mnih et al.:
/// Human-level control through deep reinforcement learning (2015). Consecutive transitions share an observation, so
/// each is stored once: the next state of a transition is the state of the next one, unless an episode ended there.
/// Next states without a next transition are stored in separate rows, as many as there are episode ends.
/// </para>
/// <para>
/// The rows of the states are allocated at once, and their number never grows. If every transition has a separate next
/// state, as in a shuffled log, the observations take twice their memory. If observations have several frames, the
/// frames are stored separately, and more of them if observations do not follow each other as their space declares.
/// </para>
/// </remarks>
public sealed partial class ReplayBuffer
{
    private const int NextSlot = -1;

    private readonly FramePool? _frames;
    private readonly ObservationRows _states;
    private readonly ObservationRows _ownSuccessors;
    private readonly RowAllocator _ownRows = new();
    private readonly Stream[] _streams;
    private readonly RowStore<Record> _records;
    private readonly MappedFile? _file;
    private int _slots;

    /// <summary>Creates a buffer.</summary>
    /// <param name="capacity">The number of transitions to keep; new ones replace the oldest.</param>
    /// <param name="observationSize">The number of values n of an observation.</param>
    /// <param name="streams">
    /// The number of ordered sources of transitions, one for each environment. Each has an equal share.
    /// </param>
    /// <param name="elementType">The type that stores the values of an observation.</param>
    /// <param name="maskedActions">
    /// The number of actions A if some may be illegal; 0 if all are always legal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is not positive, <paramref name="maskedActions"/> is negative, there are more streams than transitions,
    /// or the machine has too little memory for the transitions.
    /// </exception>
    public ReplayBuffer(
        int capacity,
        int observationSize,
        int streams = 1,
        ElementType elementType = ElementType.Float32,
        int maskedActions = 0)
        : this(capacity, new ObservationLayout(observationSize, elementType), streams, maskedActions, file: null)
    {
    }

    /// <summary>Creates a buffer in the layout that the observation space allows.</summary>
    /// <param name="capacity">The number of transitions to keep; new ones replace the oldest.</param>
    /// <param name="observationSpace">
    /// The observation space. Floats take four bytes per value, values of the type <see cref="ElementType.UInt8"/> one,
    /// or one bit if their bounds are 0 and 1. If <see cref="BoxSpace.StackedFrames"/> declares several frames, each
    /// frame of these is stored once.
    /// </param>
    /// <param name="streams">
    /// The number of ordered sources of transitions, one for each environment. Each has an equal share.
    /// </param>
    /// <param name="maskedActions">
    /// The number of actions A if some may be illegal; 0 if all are always legal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is not positive, <paramref name="maskedActions"/> is negative, there are more streams than transitions,
    /// or the machine has too little memory for the transitions.
    /// </exception>
    public ReplayBuffer(int capacity, BoxSpace observationSpace, int streams, int maskedActions)
        : this(capacity, observationSpace, streams, maskedActions, permanent: 0)
    {
    }

    /// <summary>Creates a buffer of passing transitions, followed by permanent ones.</summary>
    internal ReplayBuffer(int capacity, BoxSpace observationSpace, int streams, int maskedActions, int permanent)
        : this(capacity, LayoutOf(observationSpace), streams, maskedActions, file: null, permanent)
    {
    }

    // In a file, which the buffer owns.
    private ReplayBuffer(
        int capacity, ObservationLayout layout, int streams, int maskedActions, MappedFile? file, int permanent = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layout.Size, "observationSize");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(streams, capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(maskedActions);
        _file = file;
        if (file is null)
            RequireMemory(capacity + permanent, layout, maskedActions);

        (Layout, MaskedActions) = (layout, maskedActions);
        _slots = capacity / streams;
        Capacity = (_slots * streams) + permanent;
        (Streams, PermanentCount) = (streams, permanent);
        _frames = layout.Frames > 1 ? new FramePool(layout.Frame, Capacity, file) : null;
        _states = NewRows(ObservationStore.Create(layout, Capacity, file, _frames));
        _ownSuccessors = NewRows(ObservationStore.Create(layout, Capacity, file, _frames));
        _states.Reserve(Capacity);
        _records = new RowStore<Record>(1, Capacity, file);
        _records.Reserve(Capacity);
        _streams = new Stream[streams + (permanent > 0 ? 1 : 0)];
    }

    // For observations that are mostly zeros.
    private ReplayBuffer(int capacity, int observationSize, int maskedActions, MappedFile? file)
    {
        _file = file;
        (Layout, MaskedActions) = (new ObservationLayout(observationSize), maskedActions);
        _slots = Capacity = capacity;
        _states = NewRows(new SparseObservations(observationSize, capacity, file));
        _ownSuccessors = NewRows(new SparseObservations(observationSize, capacity, file));
        _states.Reserve(capacity);
        _records = new RowStore<Record>(1, capacity, file);
        _records.Reserve(capacity);
        _streams = new Stream[1];
        Streams = 1;
    }

    /// <summary>The number of values n of an observation.</summary>
    public int ObservationSize => Layout.Size;

    /// <summary>The type that stores the values of an observation.</summary>
    public ElementType ElementType => Layout.ElementType;

    /// <summary>The storage layout of observations.</summary>
    internal ObservationLayout Layout { get; }

    /// <summary>The number of actions of a mask; 0 when all actions are always legal.</summary>
    public int MaskedActions { get; }

    /// <summary>
    /// The number of transitions that fit: the requested one, rounded down to a multiple of the streams.
    /// </summary>
    public int Capacity { get; private set; }

    /// <summary>The number of stored transitions.</summary>
    public int Count { get; private set; }

    /// <summary>The memory of the buffer, in bytes.</summary>
    public long MemorySize =>
        _states.MemorySize + _ownSuccessors.MemorySize + _ownRows.MemorySize + _records.MemorySize + (_frames?.MemorySize ?? 0);

    /// <summary>The number of sources of transitions, without the permanent ones.</summary>
    internal int Streams { get; }

    /// <summary>The slot of the transition that was added last.</summary>
    internal int NewestSlot { get; private set; }

    /// <summary>Adds a transition.</summary>
    /// <param name="state">The state s: n values.</param>
    /// <param name="action">The action a.</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="nextState">
    /// The next state s': n values. At the end of an episode it is the last observation of that episode, not the first
    /// of the next one.
    /// </param>
    /// <param name="terminated">Whether the next state is terminal, with the value zero.</param>
    /// <param name="truncated">Whether the episode was cut off here; the next state still has a value.</param>
    /// <param name="stream">The source of the transition, from 0.</param>
    /// <param name="legal">True for each action that is legal in s: A values, or none without masks.</param>
    /// <param name="nextLegal">The same for s'; a terminal next state needs none.</param>
    /// <exception cref="ArgumentException">
    /// An observation or a mask has the wrong length, a value cannot be stored as a byte or a bit, the action is not
    /// legal, or the next state is not terminal and has no legal action.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The stream does not exist.</exception>
    public void Add(
        ReadOnlySpan<float> state,
        int action,
        float reward,
        ReadOnlySpan<float> nextState,
        bool terminated,
        bool truncated = false,
        int stream = 0,
        ReadOnlySpan<bool> legal = default,
        ReadOnlySpan<bool> nextLegal = default) =>
        AddRows(state, action, reward, nextState, terminated, truncated, stream, legal, nextLegal);

    /// <summary>Checks a transition without adding it.</summary>
    internal void RequireAddable(
        ReadOnlySpan<float> state,
        int action,
        ReadOnlySpan<float> nextState,
        bool terminated,
        ReadOnlySpan<bool> legal,
        ReadOnlySpan<bool> nextLegal) =>
        RequireAddable((StateRow)state, action, nextState, terminated, legal, nextLegal);

    private void RequireAddable(
        StateRow state,
        int action,
        StateRow nextState,
        bool terminated,
        ReadOnlySpan<bool> legal,
        ReadOnlySpan<bool> nextLegal)
    {
        RequireObservation(state, nameof(state));
        RequireObservation(nextState, nameof(nextState));
        RequireLegal(state, action, legal);
        if (!terminated)
            RequireSomeLegal(nextState, nextLegal);
    }

    private void AddRows(
        StateRow state,
        int action,
        float reward,
        StateRow nextState,
        bool terminated,
        bool truncated,
        int stream,
        ReadOnlySpan<bool> legal,
        ReadOnlySpan<bool> nextLegal)
    {
        RequireAddable(state, action, nextState, terminated, legal, nextLegal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)stream, (uint)_streams.Length, nameof(stream));

        ref Stream source = ref _streams[stream];
        int slot = (stream * _slots) + source.Head;
        int slots = SlotsOf(stream);
        if (source.Count == slots)
            ReleaseSuccessor(slot);
        else
            Count++;

        _records.Reserve(slot + 1);
        if (source.Open is int previous && previous != slot)
        {
            int successor = _records.First(previous).Successor;
            _states.Write(slot, state, legal, _ownSuccessors, successor);
            // The previous transition needs no separate row for its next state if that equals this state.
            if (_ownSuccessors.AreEqual(successor, _states, slot))
                ReleaseSuccessor(previous);
        }
        else
        {
            _states.Write(slot, state, legal);
        }

        ref Record record = ref _records.First(slot);
        record = new Record(record.Version + 1, terminated ? TransitionFlags.Terminated : TransitionFlags.None)
        {
            Action = action,
            Reward = reward,
            Successor = AddOwnRow(nextState, terminated ? default : nextLegal, slot),
        };
        source.Open = terminated || truncated ? null : slot;
        source.Head = (source.Head + 1) % slots;
        source.Count = Math.Min(source.Count + 1, slots);
        NewestSlot = slot;
    }

    private struct Stream
    {
        public int Head;
        public int Count;

        /// <summary>The slot of the newest transition if its episode continues.</summary>
        public int? Open;
    }
}
