using System.Numerics;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>Writes logged transitions to a growing buffer.</summary>
internal sealed class TransitionWriter
{
    /// <summary>The number of rows after which it is first decided whether states are sparse.</summary>
    public const int FirstLook = 16;

    private const int FirstCapacity = 4096;
    private const int FirstValues = 1 << 20;
    private readonly LoggedDataShape _shape;
    private readonly ObservationBounds _bounds;
    private readonly List<float>? _propensities;

    /// <summary>Reserves room for the rows of a table, as far as their number is known.</summary>
    public TransitionWriter(LoggedDataShape shape)
    {
        _shape = shape;
        int few = Math.Clamp(FirstValues / shape.ObservationSize, FirstLook, FirstCapacity);
        int capacity = (int)Math.Clamp(shape.Rows ?? few, 1, Array.MaxLength);
        Buffer = ReplayBuffer.In(
            shape.Folder, capacity, new ObservationLayout(shape.ObservationSize), shape.MaskedActions, shape.MayBeSparse);
        _bounds = new ObservationBounds(shape.ObservationSize);
        _propensities = shape.HasPropensities ? new List<float>(capacity) : null;
    }

    public ReplayBuffer Buffer { get; }

    /// <summary>The memory of a row that waits to be written, in bytes: the same as that of a written one.</summary>
    public long WaitingBytesPerRow => Buffer is { IsSparse: true, Count: > 0 }
        ? 2 * Buffer.MemorySizeOf(Buffer.Count) / Buffer.Count
        : _shape.MostBytesPerRow;

    public BoxSpace ObservationSpace => _bounds.ToSpace(_shape.ObservationShape ?? [_shape.ObservationSize]);

    public IReadOnlyList<float>? Propensities => _propensities;

    /// <summary>Adds a row whose next state is known.</summary>
    /// <remarks>A terminal next state has the value zero and is not used: the state is stored in its place.</remarks>
    public void Add(LoggedRow row, StateRow nextState, ReadOnlySpan<bool> nextLegal)
    {
        if (Buffer.Count == Buffer.Capacity)
            Buffer.Grow(NextCapacity());
        if (row.Terminated)
        {
            nextState = row.State.Row;
            nextLegal = row.Legal;
        }

        _bounds.Include(row.State.Row);
        _bounds.Include(nextState);
        Buffer.AddSparse(
            row.State.Row,
            row.Action,
            row.Reward,
            nextState,
            row.Terminated,
            row.Truncated,
            legal: row.Legal,
            nextLegal: nextLegal);
        _propensities?.Add(row.Propensity!.Value);
        // Later rows may be of another kind. Looking again at each power of two costs next to nothing per row.
        if (Buffer.IsSparse && Buffer.Count >= FirstLook && BitOperations.IsPow2(Buffer.Count))
            Buffer.MakeDenseUnlessSparse();
    }

    private int NextCapacity() => Buffer.Capacity < Array.MaxLength
        ? (int)Math.Min(2L * Buffer.Capacity, Array.MaxLength)
        : throw new ArgumentException($"The table has more than {Array.MaxLength} rows, and no more can be kept.");
}
