using System.IO.MemoryMappedFiles;

namespace DeepQ.Learning.Replay;

/// <summary>A file of its own whose content is used like memory; it is gone once it is disposed.</summary>
/// <remarks>
/// What is handed out stays valid until then, and not longer. The system keeps as much of the file in memory as it has room for, and
/// takes it back where others need it.
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

    /// <summary>Makes a file of a name that no other has.</summary>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <exception cref="IOException">The folder cannot be made or written to; the message names it.</exception>
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
            throw new IOException($"No file for the rows of the table can be made in '{Folder}': {cause.Message}", cause);
        }

        // A file without a name is gone even where the process is killed. Windows sees to that itself.
        if (!OperatingSystem.IsWindows())
            File.Delete(_file.Name);
    }

    /// <summary>The folder that it stands in.</summary>
    public string Folder { get; }

    /// <summary>Its size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Hands out zeros.</summary>
    /// <param name="bytes">Their number.</param>
    /// <returns>The address of the first, a multiple of 64.</returns>
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

    /// <summary>Refuses at once what the disk has no room for.</summary>
    /// <param name="bytes">How many bytes more there will be.</param>
    /// <exception cref="IOException">They are more than the disk has free; the message names the folder and both.</exception>
    public void RequireRoom(long bytes)
    {
        long free = new DriveInfo(Folder).AvailableFreeSpace;
        if (bytes > free)
            throw Full($"{bytes / 1e6:F1} MB more, and {free / 1e6:F1} MB are free", null);
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
        // Written and not only reserved: a page that the disk turns out to have no room for would end the process when it is touched.
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
