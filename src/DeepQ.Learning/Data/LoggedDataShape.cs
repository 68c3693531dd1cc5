using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>The shape of a table of logged data.</summary>
public sealed record LoggedDataShape
{
    /// <summary>
    /// The memory of an episode without its name, in bytes: an object and its places in a list and in a table.
    /// </summary>
    public const long BytesPerEpisode = 200;

    /// <summary>The number of values n of a state.</summary>
    public required int ObservationSize { get; init; }

    /// <summary>The length of each axis of a state, such as (channel, height, width) of images; null for a vector.</summary>
    public IReadOnlyList<int>? ObservationShape { get; init; }

    /// <summary>The number of actions A of a mask; 0 when all actions are always legal.</summary>
    public int MaskedActions { get; init; }

    /// <summary>
    /// Gets whether a single action is allowed, whose value is learned. Otherwise it is an error, because others are
    /// missing.
    /// </summary>
    public bool MayHaveOneAction { get; init; }

    /// <summary>Gets whether rows include their next states.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Gets whether each row is an episode of one step, which nothing follows.</summary>
    public bool IsOneStep { get; init; }

    /// <summary>Gets whether episodes are identified.</summary>
    public bool HasEpisodes { get; init; }

    /// <summary>Gets whether the probabilities of the logged actions are included.</summary>
    public bool HasPropensities { get; init; }

    /// <summary>The number of rows; null if it is not known in advance.</summary>
    public long? Rows { get; init; }

    /// <summary>
    /// The number of episodes that may begin after the last row of an earlier one before that one counts as broken off.
    /// </summary>
    public int MaxOpenEpisodes { get; init; } = 100;

    /// <summary>The greatest memory of the data, in bytes; null for eight tenths of what is free.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The folder of the file for the transitions; null to keep them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets whether states have so many values that zeros may be left out.</summary>
    internal bool MayBeSparse => ObservationSize >= SparseObservations.LeastSize;

    /// <summary>
    /// The least memory of a row, in bytes. Where states may be sparse it excludes their values, because only the rows
    /// show how many there are.
    /// </summary>
    internal long LeastBytesPerRow => MayBeSparse
        ? ReplayBuffer.BytesPerTransition(0, MaskedActions) + SparseObservations.BytesPerRow
        : BytesPerRow;

    /// <summary>The memory of a row whose next state is the state of the next row, in bytes.</summary>
    public long BytesPerRow => ReplayBuffer.BytesPerTransition(ObservationSize, MaskedActions);

    /// <summary>
    /// The part of <see cref="LeastBytesPerRow"/> that is in memory rather than in a file, plus what is kept of a row
    /// beside its transition, in bytes.
    /// </summary>
    internal long MemoryPerRow => (Folder is null ? LeastBytesPerRow : 0) + (HasPropensities ? sizeof(float) : 0);

    /// <summary>The memory of a row whose next state is stored beside it, in bytes.</summary>
    public long MostBytesPerRow => BytesPerRow + ReplayBuffer.BytesPerState(ObservationSize, MaskedActions);
}
