namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>The size of the file that transitions stand in, in bytes; 0 where they stand in memory.</summary>
    internal long FileSize => _file?.Size ?? 0;

    /// <summary>The folder of that file; null where they stand in memory.</summary>
    internal string? Folder => _file?.Folder;

    /// <summary>Makes room for transitions of one stream in a file of its own; it goes with <see cref="Close"/>.</summary>
    /// <param name="folder">The folder of the file; null for memory.</param>
    /// <param name="capacity">The number of transitions.</param>
    /// <param name="layout">How observations are kept.</param>
    /// <param name="maskedActions">The number of actions A when some may be illegal; 0 when all are always legal.</param>
    /// <param name="isSparse">Whether only those values are stored that are not zero.</param>
    /// <exception cref="IOException">The file cannot be made, or the disk has too little room for it.</exception>
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

    /// <summary>An empty buffer of one stream that keeps observations as this one does, and where this one does.</summary>
    internal ReplayBuffer Like(int capacity) => In(Folder, capacity, Layout, MaskedActions, IsSparse);

    /// <summary>Lets go of the transitions, and of the file that they stand in; nothing reads them any more.</summary>
    internal void Close()
    {
        Count = 0;
        _file?.Dispose();
    }
}
