using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Every logged transition in order, read in blocks.</summary>
internal sealed class TransitionTable
{
    private const int Block = 256;
    private const int MostValues = 1 << 22;
    private const long BytesPerRow = 160;
    private const long BytesPerEpisode = 1_000;
    private readonly ReplayBuffer _transitions;
    private TransitionBatch? _asked;

    public TransitionTable(LoggedData log)
    {
        Log = log;
        _transitions = log.Transitions;
        RequireRoom(Count, Log.Episodes?.Count ?? 0, MemoryAtHand.Measure());
        Actions = new int[Count];
        Rewards = new float[Count];
        Terminated = new bool[Count];
        for (int row = 0; row < Count; row++)
        {
            Actions[row] = _transitions.ActionAt(row);
            Rewards[row] = _transitions.RewardAt(row);
            Terminated[row] = _transitions.TerminatedAt(row);
        }
    }

    public LoggedData Log { get; }

    /// <summary>The number of transitions N.</summary>
    public int Count => _transitions.Count;

    /// <summary>The number of actions A.</summary>
    public int ActionCount => Log.ActionSpace.Count;

    public int[] Actions { get; }

    public float[] Rewards { get; }

    public bool[] Terminated { get; }

    /// <summary>Returns whether the state of the next row is the next state of a row.</summary>
    public bool IsFollowed(int row) => _transitions.IsFollowed(row);

    /// <summary>Returns all rows in order, in a batch that is reused for each block.</summary>
    /// <remarks>Its slots are row numbers; its discounts are 1 unless the next state is terminal.</remarks>
    public IEnumerable<(int First, TransitionBatch Batch)> Blocks()
    {
        int size = Math.Clamp(MostValues / Math.Max(_transitions.ObservationSize, ActionCount), 1, Math.Min(Block, Count));
        TransitionBatch batch = _transitions.NewBatch(size);
        for (int first = 0; first < Count; first += batch.Size)
        {
            if (first + batch.Size > Count)
                batch = _transitions.NewBatch(Count - first);
            for (int i = 0; i < batch.Size; i++)
                batch.Slots[i] = first + i;
            _transitions.Read(batch, gamma: 1, steps: 1);
            yield return (first, batch);
        }
    }

    /// <summary>Returns some rows, in a batch that the next call overwrites.</summary>
    public TransitionBatch Read(ReadOnlySpan<int> rows)
    {
        if (_asked?.Size != rows.Length)
            _asked = _transitions.NewBatch(rows.Length);
        rows.CopyTo(_asked.Slots);
        _transitions.Read(_asked, gamma: 1, steps: 1);
        return _asked;
    }

    /// <summary>Refuses a log that would not fit in memory, before anything is computed.</summary>
    /// <param name="rows">The number of rows, with some twenty numbers for each.</param>
    /// <param name="episodes">The number of episodes, with several lists for each.</param>
    /// <param name="room">The available memory, in bytes.</param>
    /// <exception cref="ArgumentException">It needs more memory than is available.</exception>
    internal static void RequireRoom(long rows, long episodes, long room)
    {
        long bytes = (BytesPerRow * rows) + (BytesPerEpisode * episodes);
        if (bytes <= room)
            return;
        throw new ArgumentException(
            $"Evaluating a policy on {rows} transitions of {episodes} episodes takes {bytes / 1e9:F1} GB; {room / 1e9:F1} GB are " +
            "available, eight tenths of what is free. Use a part of the episodes, with TakeRows or a filter.");
    }
}
