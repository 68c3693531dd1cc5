namespace DeepQ.Learning.Checkpoints;

/// <summary>
/// Locks a file that is being written against other processes, by a lock file beside it, until it is disposed.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Acquires the lock.</summary>
    /// <param name="path">The file; a link is resolved to its target.</param>
    /// <param name="held">The message of the exception if another process has the lock.</param>
    /// <exception cref="IOException">Another process has the lock, or the place of the lock file is taken.</exception>
    public FileLock(string path, string held)
    {
        FileInfo file = new(Path.GetFullPath(path));
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string lockPath = $"{target}.lock";
        // Disposing deletes the file, so it must not be anything but a lock.
        if (new FileInfo(lockPath) is { Exists: true } other && (other.LinkTarget is not null || other.Length > 0))
            throw new IOException($"'{lockPath}' is not a lock of this library: name another file, or move this one away.");
        try
        {
            _lock = new(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new IOException(held, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{lockPath}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Releases the lock and deletes its file.</summary>
    public void Dispose() => _lock.Dispose();

    // EAGAIN on Linux and on macOS; a sharing violation on Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
