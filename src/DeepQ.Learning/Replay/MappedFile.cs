using System.IO.MemoryMappedFiles;

namespace DeepQ.Learning.Replay;

/// <summary>A private file whose content is used like memory; disposing deletes it.</summary>
/// <remarks>
/// Memory from it stays valid until the file is disposed. The system keeps as much of the file in memory as it has room
/// for, and reclaims the memory when other programs need it.
/// </remarks>
internal sealed class MappedFile : IDisposable
{
    private const int Alignment = 64;
    private const long LeastSegment = 1L << 20;
    private const long GreatestSegment = 1L << 26;
    private static readonly byte[] Zeros = new byte[1 << 20];
    private readonly FileStream _file;
    private readonly List<(MemoryMappedFile Map, MemoryMappedViewAccessor View)> _segments = [];
    private nint _next;
    private long _left;

    /// <summary>Creates a file with a unique name.</summary>
    /// <param name="folder">The folder; it is created if missing.</param>
    /// <exception cref="IOException">The folder cannot be created or written to; the message names it.</exception>
    public MappedFile(string folder)
    {
        Folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(Folder);
            _file = new FileStream(Path.Combine(Folder, $"deepq-{Guid.NewGuid():N}.rows"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"No file for the rows of the table can be created in '{Folder}': {cause.Message}", cause);
        }

        // A file without a name disappears even if the process is killed. Windows deletes it itself.
        if (!OperatingSystem.IsWindows())
            File.Delete(_file.Name);
    }

    /// <summary>The folder of the file.</summary>
    public string Folder { get; }

    /// <summary>Its size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <returns>The address of the first byte, a multiple of 64.</returns>
    /// <exception cref="IOException">The disk is full; the message names the folder and the size.</exception>
    public nint Take(long bytes)
    {
        long size = (bytes + Alignment - 1) / Alignment * Alignment;
        if (size > _left)
            AddSegment(Math.Max(size, Math.Clamp(Size, LeastSegment, GreatestSegment)));
        nint address = _next;
        _next += (nint)size;
        _left -= size;
        return address;
    }

    /// <summary>Refuses immediately what the disk has no room for.</summary>
    /// <param name="bytes">The number of additional bytes.</param>
    /// <exception cref="IOException">The disk has less free space; the message names the folder and both sizes.</exception>
    public void RequireRoom(long bytes)
    {
        long free = new DriveInfo(Folder).AvailableFreeSpace;
        if (bytes > free)
            throw Full($"{bytes / 1e6:F1} MB more, but {free / 1e6:F1} MB are free", null);
    }

    public void Dispose()
    {
        foreach ((MemoryMappedFile map, MemoryMappedViewAccessor view) in _segments)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            map.Dispose();
        }

        _segments.Clear();
        _file.Dispose();
    }

    private unsafe void AddSegment(long bytes)
    {
        RequireRoom(bytes);
        // Written rather than only reserved: touching a page for which the disk has no room would end the process.
        try
        {
            for (long written = 0; written < bytes;)
            {
                int part = (int)Math.Min(Zeros.Length, bytes - written);
                RandomAccess.Write(_file.SafeFileHandle, Zeros.AsSpan(0, part), Size + written);
                written += part;
            }
        }
        catch (IOException cause)
        {
            throw Full($"{bytes / 1e6:F1} MB more: {cause.Message}", cause);
        }

        var map = MemoryMappedFile.CreateFromFile(
            _file, mapName: null, Size + bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = map.CreateViewAccessor(Size, bytes);
        byte* address = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        _segments.Add((map, view));
        (_next, _left) = ((nint)(address + view.PointerOffset), bytes);
        Size += bytes;
    }

    private IOException Full(string what, Exception? cause) => new(
        $"The file of the rows in '{Folder}' has {Size / 1e6:F1} MB and needs {what}. Make room, or choose a folder on another disk " +
        "(DataFolder).",
        cause);
}
