namespace DeepQ.Learning;

/// <summary>Puts logged transitions into a buffer that grows with them.</summary>
internal sealed class TransitionWriter
{
    private const int FirstCapacity = 4096;
    private const int FirstValues = 1 << 20;
    private readonly ObservationBounds _bounds;
    private readonly List<float>? _propensities;

    /// <summary>Makes room for the rows of a table, as far as their number is known.</summary>
    public TransitionWriter(LoggedDataShape shape)
    {
        int few = Math.Clamp(FirstValues / shape.ObservationSize, 1, FirstCapacity);
        int capacity = (int)Math.Clamp(shape.Rows ?? few, 1, Array.MaxLength);
        Buffer = new ReplayBuffer(capacity, shape.ObservationSize, maskedActions: shape.MaskedActions);
        _bounds = new ObservationBounds(shape.ObservationSize);
        _propensities = shape.HasPropensities ? new List<float>(capacity) : null;
    }

    public ReplayBuffer Buffer { get; }

    public BoxSpace ObservationSpace => _bounds.ToSpace();

    public IReadOnlyList<float>? Propensities => _propensities;

    /// <summary>Adds a row whose successor is known.</summary>
    /// <remarks>A terminal successor is worth nothing and not looked at: the state stands in its place.</remarks>
    public void Add(LoggedRow row, ReadOnlySpan<float> nextState, ReadOnlySpan<bool> nextLegal)
    {
        if (Buffer.Count == Buffer.Capacity)
            Buffer.Grow(NextCapacity());
        if (row.Terminated)
        {
            nextState = row.State;
            nextLegal = row.Legal;
        }

        _bounds.Include(row.State);
        _bounds.Include(nextState);
        Buffer.Add(
            row.State,
            row.Action,
            row.Reward,
            nextState,
            row.Terminated,
            row.Truncated,
            legal: row.Legal,
            nextLegal: nextLegal);
        _propensities?.Add(row.Propensity!.Value);
    }

    private int NextCapacity() => Buffer.Capacity < Array.MaxLength
        ? (int)Math.Min(2L * Buffer.Capacity, Array.MaxLength)
        : throw new ArgumentException($"The table has more than {Array.MaxLength} rows, and no more can be kept.");
}
