namespace DeepQ.Onnx.Files;

/// <summary>Writes a file atomically: it is either complete or unchanged, whatever happens meanwhile.</summary>
/// <remarks>
/// <para>
/// The content is written to a temporary file beside it, flushed to the disk, and renamed. A link is followed to its
/// target, and nothing but a regular file is ever replaced.
/// </para>
/// <para>
/// Temporary files of a program that was killed are deleted by the next one that writes to the same folder, once they are an hour old.
/// </para>
/// </remarks>
public static class WholeFile
{
    private const string Beginning = ".deepq-";
    private const string Ending = ".tmp";
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content and may read it again.</param>
    /// <exception cref="IOException">The file cannot be written, or the path is not a regular file.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        Replace(path, temporary =>
        {
            using FileStream file = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
            write(file);
            file.Flush(flushToDisk: true);
        });
    }

    /// <summary>Writes a text file.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">The content, written as UTF-8.</param>
    /// <exception cref="IOException">The file cannot be written, or the path is not a regular file.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file with a method that takes a path, such as <c>mlContext.Model.Save</c>.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="save">Writes to the given path, in the same folder.</param>
    /// <exception cref="IOException">The file cannot be written, or the path is not a regular file.</exception>
    public static void WriteBy(string path, Action<string> save)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(save);
        Replace(path, temporary =>
        {
            save(temporary);
            using FileStream file = new(temporary, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        });
    }

    /// <summary>Tests whether a file can be written, without changing it.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="IOException">The file cannot be written, or the path is not a regular file.</exception>
    public static void Try(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WithTemporary(path, (temporary, _) => File.WriteAllBytes(temporary, []));
    }

    private static void Replace(string path, Action<string> write) => WithTemporary(path, (temporary, target) =>
    {
        write(temporary);
        File.Move(temporary, target, overwrite: true);
    });

    private static void WithTemporary(string path, Action<string, string> use)
    {
        string? temporary = null;
        try
        {
            string target = PlainFile.Resolve(path);
            DeleteAbandoned(Path.GetDirectoryName(target)!);
            // Not derived from the name of the file, which may have the greatest length that the file system allows.
            temporary = Path.Combine(Path.GetDirectoryName(target)!, $"{Beginning}{Guid.NewGuid():N}{Ending}");
            use(temporary, target);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be written: {e.Message}", e);
        }
        finally
        {
            if (temporary is not null)
                TryDelete(temporary);
        }
    }

    private static void DeleteAbandoned(string folder)
    {
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles($"{Beginning}*{Ending}"))
        {
            if (file.LastWriteTimeUtc < DateTime.UtcNow - Abandoned)
                TryDelete(file.FullName);
        }
    }

    // A file that cannot be deleted is no reason to lose what was written.
    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
