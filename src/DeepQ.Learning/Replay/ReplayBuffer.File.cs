namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>The size of the file of the transitions, in bytes; 0 if they are in memory.</summary>
    internal long FileSize => _file?.Size ?? 0;

    /// <summary>The folder of the file; null if the transitions are in memory.</summary>
    internal string? Folder => _file?.Folder;

    /// <summary>
    /// Creates a buffer for the transitions of one stream in a private file; <see cref="Close"/> deletes it.
    /// </summary>
    /// <param name="folder">The folder of the file; null for memory.</param>
    /// <param name="capacity">The number of transitions.</param>
    /// <param name="layout">The layout of observations.</param>
    /// <param name="maskedActions">The number of actions A when some may be illegal; 0 when all are always legal.</param>
    /// <param name="isSparse">Whether only nonzero values are stored.</param>
    /// <exception cref="IOException">The file cannot be created, or the disk has too little room for it.</exception>
    internal static ReplayBuffer In(
        string? folder, int capacity, ObservationLayout layout, int maskedActions, bool isSparse = false)
    {
        MappedFile? file = folder is null ? null : new MappedFile(folder);
        try
        {
            file?.RequireRoom(capacity * BytesPerTransition(isSparse ? layout with { Size = 0 } : layout, maskedActions));
            return isSparse
                ? new ReplayBuffer(capacity, layout.Size, maskedActions, file)
                : new ReplayBuffer(capacity, layout, 1, maskedActions, file);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Creates an empty buffer of one stream with the layout and the place of this one.</summary>
    internal ReplayBuffer Like(int capacity) => In(Folder, capacity, Layout, MaskedActions, IsSparse);

    /// <summary>Releases the transitions and their file; nothing may read them afterwards.</summary>
    internal void Close()
    {
        Count = 0;
        _file?.Dispose();
    }
}
