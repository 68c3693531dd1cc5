using System.Formats.Tar;

namespace DeepQ.Onnx.Files;

/// <summary>Tells files from what else a path may lead to: a folder, a device, a pipe that would be waited for.</summary>
public static class PlainFile
{
    /// <summary>The file that a path leads to in the end, whether it is there or not.</summary>
    /// <exception cref="IOException">The path leads to something else, in a circle, or where one may not look.</exception>
    internal static string Resolve(string path)
    {
        try
        {
            FileSystemInfo file = new FileInfo(Path.GetFullPath(path));
            if (file.LinkTarget is not null)
                file = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            if (Directory.Exists(file.FullName))
                throw new IOException($"'{path}' is a folder; name a file.");
            return !File.Exists(file.FullName) || IsPlain(new FileInfo(file.FullName))
                ? file.FullName
                : throw new IOException($"'{path}' is a device, a pipe or a socket; name a plain file.");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' may not be looked at: {e.Message}", e);
        }
    }

    /// <summary>Opens a file that others may write, replace or delete meanwhile; never waits for anything.</summary>
    /// <param name="path">The path of the file, or of a link to it.</param>
    /// <returns>The file, to be read; whoever called disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is no plain file, or may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new(Resolve(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{path}' may not be read: {e.Message}", e);
        }
    }

    /// <summary>Opens a file to be written while others read it, such as a log; never waits for anything.</summary>
    /// <param name="path">The path of the file, or of a link to it.</param>
    /// <param name="append">Whether to go on at its end; otherwise what it holds is lost.</param>
    /// <returns>The file; whoever called disposes it.</returns>
    /// <exception cref="IOException">It is no plain file, or may not be written.</exception>
    public static FileStream OpenWrite(string path, bool append = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new(Resolve(path), append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{path}' may not be written: {e.Message}", e);
        }
    }

    // Only an archive writer of .NET tells what a path is without opening it. Whatever is no file has no length.
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
        // Only of a file is it tried whether it opens.
        catch (IOException e) when (e is FileNotFoundException || IsHeld(e))
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // EAGAIN of Linux and of macOS: another process has the file to itself.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35;
}
