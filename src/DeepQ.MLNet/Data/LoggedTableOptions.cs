namespace DeepQ.MLNet.Data;

/// <summary>How a table of logged data is read.</summary>
/// <param name="Columns">The names of its columns.</param>
/// <param name="ActionNames">The names of the actions, in their order; null to take them from the table.</param>
/// <param name="MaxOpenEpisodes">
/// The number of other episodes that begin after a row before its own episode is taken for broken off.
/// </param>
/// <param name="MemoryLimit">The memory that the data may take, in bytes; null for a share of what is free.</param>
/// <param name="Folder">The folder of the file that the data stand in; null for memory.</param>
internal sealed record LoggedTableOptions(
    LoggedColumnNames Columns,
    IReadOnlyList<string>? ActionNames,
    int MaxOpenEpisodes,
    long? MemoryLimit,
    string? Folder)
{
    /// <summary>Whether one action alone is meant, and no mistake.</summary>
    public bool MayHaveOneAction => ActionNames is { Count: 1 };
}
