namespace DeepQ.Learning.Checkpoints;

/// <summary>Says to other processes that a file is written, by a lock file beside it, until it is disposed.</summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file; where it is a link, the file that it leads to is meant.</param>
    /// <param name="held">What is said where another process has it.</param>
    /// <exception cref="IOException">Another process has it, or something else is where the lock file is to be.</exception>
    public FileLock(string path, string held)
    {
        FileInfo file = new(Path.GetFullPath(path));
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string lockPath = $"{target}.lock";
        // It is deleted in the end, so it must be nobody else's.
        if (new FileInfo(lockPath) is { Exists: true } other && (other.LinkTarget is not null || other.Length > 0))
            throw new IOException($"'{lockPath}' is no lock of this library: name another file, or move it away.");
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
            throw new IOException($"'{lockPath}' may not be written: {e.Message}", e);
        }
    }

    /// <summary>Gives the lock back, and deletes its file.</summary>
    public void Dispose() => _lock.Dispose();

    // EAGAIN of Linux and of macOS; a sharing violation of Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
