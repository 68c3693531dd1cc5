using System.Formats.Tar;

namespace DeepQ.Onnx.Files;

/// <summary>
/// Distinguishes regular files from other things that a path may lead to: folders, devices, or pipes that would block.
/// </summary>
public static class PlainFile
{
    /// <summary>Returns the file that a path finally leads to, whether it exists or not.</summary>
    /// <exception cref="IOException">The path leads to something else, in a circle, or to a place without access.</exception>
    internal static string Resolve(string path)
    {
        try
        {
            FileSystemInfo file = new FileInfo(Path.GetFullPath(path));
            if (file.LinkTarget is not null)
                file = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            if (Directory.Exists(file.FullName))
                throw new IOException($"'{path}' is a folder; specify a file.");
            return !File.Exists(file.FullName) || IsPlain(new FileInfo(file.FullName))
                ? file.FullName
                : throw new IOException($"'{path}' is a device, a pipe or a socket; specify a regular file.");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be examined: {e.Message}", e);
        }
    }

    /// <summary>Opens a file that other processes may write, replace or delete meanwhile; never blocks.</summary>
    /// <param name="path">The path of the file, or of a link to it.</param>
    /// <returns>The file for reading, which the caller disposes.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The path is not a regular file, or cannot be read.</exception>
    public static FileStream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new(Resolve(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Opens a file for writing while other processes may read it, such as a log; never blocks.</summary>
    /// <param name="path">The path of the file, or of a link to it.</param>
    /// <param name="append">Whether to append; otherwise its content is lost.</param>
    /// <returns>The file, which the caller disposes.</returns>
    /// <exception cref="IOException">The path is not a regular file, or cannot be written.</exception>
    public static FileStream OpenWrite(string path, bool append = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new(Resolve(path), append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    // In .NET, only an archive writer reports what a path is without opening it. Anything else than a file has no
    // length.
    private static bool IsPlain(FileInfo file)
    {
        if (OperatingSystem.IsWindows() || file.Length > 0)
            return true;
        try
        {
            using MemoryStream archive = new();
            using (TarWriter writer = new(archive, TarEntryFormat.Pax, leaveOpen: true))
                writer.WriteEntry(file.FullName, "entry");
            archive.Position = 0;
            using TarReader reader = new(archive);
            return reader.GetNextEntry()?.EntryType is TarEntryType.RegularFile or TarEntryType.HardLink;
        }
        // Only a file is opened as a test.
        catch (IOException e) when (e is FileNotFoundException || IsHeld(e))
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // EAGAIN on Linux and macOS: another process has locked the file.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35;
}
