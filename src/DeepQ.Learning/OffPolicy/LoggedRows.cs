namespace DeepQ.Learning;

/// <summary>Every logged transition in order, beside what a function says of its two states.</summary>
internal sealed class LoggedRows
{
    private const int Chunk = 256;
    private readonly ReplayBuffer _transitions;

    public LoggedRows(LoggedData log)
    {
        Log = log;
        _transitions = log.Transitions;
        RequireRoom(Count, ActionCount, MemoryAtHand.Measure());
        Actions = new int[Count];
        Rewards = new float[Count];
        Terminated = new bool[Count];
        Legal = new bool[Count * _transitions.MaskedActions];
        NextLegal = new bool[Legal.Length];
        foreach ((int first, TransitionBatch batch) in InOrder())
        {
            batch.Actions.CopyTo(Actions, first);
            batch.Rewards.CopyTo(Rewards, first);
            for (int i = 0; i < batch.Size; i++)
                Terminated[first + i] = batch.Discounts[i] == 0;
            batch.ActionMasks.CopyTo(Legal, first * _transitions.MaskedActions);
            batch.NextActionMasks.CopyTo(NextLegal, first * _transitions.MaskedActions);
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

    /// <summary>Which actions are legal in each state: N × A values; empty where all always are.</summary>
    public bool[] Legal { get; }

    /// <summary>The same for the successors.</summary>
    public bool[] NextLegal { get; }

    /// <summary>Whether the next row's state is the successor of a row.</summary>
    public bool IsFollowed(int row) => _transitions.IsFollowed(_transitions.SlotOf(row));

    /// <summary>The values of every state and of every successor: N × A each.</summary>
    public (float[] States, float[] Successors) Values(QFunction function)
    {
        float[] states = new float[Count * ActionCount];
        float[] successors = new float[states.Length];
        foreach ((int first, TransitionBatch batch) in InOrder())
        {
            function(batch.StateRows, states.AsSpan(first * ActionCount, batch.Size * ActionCount));
            function(batch.NextStateRows, successors.AsSpan(first * ActionCount, batch.Size * ActionCount));
        }

        return (states, successors);
    }

    /// <summary>Refuses, before anything is computed, what would not fit: an evaluation keeps about ten values a row and action.</summary>
    /// <exception cref="ArgumentException">It takes more memory than there is, or more values than an array holds.</exception>
    internal static void RequireRoom(long rows, int actions, long room)
    {
        const int valuesKept = 10;
        long values = rows * actions;
        long bytes = valuesKept * sizeof(float) * values;
        if (values > Array.MaxLength || bytes > room)
        {
            throw new ArgumentException(
                $"Judging a policy on {rows} transitions with {actions} actions takes {bytes / 1e9:F1} GB, in arrays of " +
                $"{values} values; {room / 1e9:F1} GB are at hand, and an array holds {Array.MaxLength} values. Judge by " +
                "a part of the episodes, with TakeRows or a filter, or with fewer actions.");
        }
    }

    // One batch is filled again and again; its discounts are 1 unless the successor is terminal.
    private IEnumerable<(int First, TransitionBatch Batch)> InOrder()
    {
        TransitionBatch batch = _transitions.NewBatch(Math.Min(Chunk, Count));
        for (int first = 0; first < Count; first += batch.Size)
        {
            if (first + batch.Size > Count)
                batch = _transitions.NewBatch(Count - first);
            for (int i = 0; i < batch.Size; i++)
                batch.Slots[i] = _transitions.SlotOf(first + i);
            _transitions.Read(batch, gamma: 1, steps: 1);
            yield return (first, batch);
        }
    }
}
