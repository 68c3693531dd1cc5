using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>What a table of logged data has.</summary>
public sealed record LoggedDataShape
{
    /// <summary>What is kept of an episode beside its name, in bytes: an object, its place in a list and in a table.</summary>
    public const long BytesPerEpisode = 200;

    /// <summary>The number of values n of a state.</summary>
    public required int ObservationSize { get; init; }

    /// <summary>The length of each axis of a state, such as (channel, height, width) of images; null for a vector.</summary>
    public IReadOnlyList<int>? ObservationShape { get; init; }

    /// <summary>The number of actions A of a mask; 0 when all actions are always legal.</summary>
    public int MaskedActions { get; init; }

    /// <summary>
    /// Whether there may be one action alone, whose value is learned; otherwise that is an error, as others are missing.
    /// </summary>
    public bool MayHaveOneAction { get; init; }

    /// <summary>Whether rows carry their successors.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether each row is an episode of one step, which nothing comes after.</summary>
    public bool IsOneStep { get; init; }

    /// <summary>Whether episodes are told apart.</summary>
    public bool HasEpisodes { get; init; }

    /// <summary>Whether the probabilities of the logged actions are there.</summary>
    public bool HasPropensities { get; init; }

    /// <summary>The number of rows; null where it is not known beforehand.</summary>
    public long? Rows { get; init; }

    /// <summary>
    /// The number of episodes that may begin after the last row of one before that is taken for broken off.
    /// </summary>
    public int MaxOpenEpisodes { get; init; } = 100;

    /// <summary>The memory that the data may take, in bytes; null for eight tenths of what is free.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The folder of the file that transitions stand in; null for memory.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether states have so many values that those that are zero may be left out.</summary>
    internal bool MayBeSparse => ObservationSize >= SparseObservations.LeastSize;

    /// <summary>
    /// The memory that a row takes at least, in bytes: where states may be sparse, without their values, whose number only the
    /// rows tell.
    /// </summary>
    internal long LeastBytesPerRow => MayBeSparse
        ? ReplayBuffer.BytesPerTransition(0, MaskedActions) + SparseObservations.BytesPerRow
        : BytesPerRow;

    /// <summary>The memory that a row takes where its successor is the next row's state, in bytes.</summary>
    public long BytesPerRow => ReplayBuffer.BytesPerTransition(ObservationSize, MaskedActions);

    /// <summary>The part of it that is memory, and does not stand in a file, and what is kept of a row beside its transition.</summary>
    internal long MemoryPerRow => (Folder is null ? LeastBytesPerRow : 0) + (HasPropensities ? sizeof(float) : 0);

    /// <summary>The memory that a row takes where its successor is stored beside it, in bytes.</summary>
    public long MostBytesPerRow => BytesPerRow + ReplayBuffer.BytesPerState(ObservationSize, MaskedActions);
}
