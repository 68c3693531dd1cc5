namespace DeepQ.MLNet.Data;

/// <summary>The options of reading a table of logged data.</summary>
/// <param name="Columns">The names of its columns.</param>
/// <param name="ActionNames">The names of the actions, in order; null to take them from the table.</param>
/// <param name="MaxOpenEpisodes">
/// The number of other episodes that may begin after a row before its own episode counts as broken off.
/// </param>
/// <param name="MemoryLimit">The greatest memory of the data, in bytes; null for a share of what is free.</param>
/// <param name="Folder">The folder of the file for the data; null for memory.</param>
internal sealed record LoggedTableOptions(
    LoggedColumnNames Columns,
    IReadOnlyList<string>? ActionNames,
    int MaxOpenEpisodes,
    long? MemoryLimit,
    string? Folder)
{
    /// <summary>Whether a single action is intended rather than a mistake.</summary>
    public bool MayHaveOneAction => ActionNames is { Count: 1 };
}
