namespace DeepQ.Onnx.Files;

/// <summary>Writes a file that is either whole or as it was before, whatever happens meanwhile.</summary>
/// <remarks>
/// <para>
/// It is written beside the place under a name of its own, brought to the disk, and renamed. A link is followed to the file
/// that it means, and nothing but a plain file is ever replaced.
/// </para>
/// <para>
/// What a program that was ended has left is deleted by the next one that writes into the same folder, once it is an hour old.
/// </para>
/// </remarks>
public static class WholeFile
{
    private const string Beginning = ".deepq-";
    private const string Ending = ".tmp";
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes what it is to hold; it may read it again.</param>
    /// <exception cref="IOException">The file cannot be written, or something else is there.</exception>
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

    /// <summary>Writes a file of text.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">What it is to hold, as UTF-8.</param>
    /// <exception cref="IOException">The file cannot be written, or something else is there.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Has a file written by what takes a path, such as <c>mlContext.Model.Save</c>.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="save">Is given the path to write to, in the same folder.</param>
    /// <exception cref="IOException">The file cannot be written, or something else is there.</exception>
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

    /// <summary>Tries whether a file can be written, and leaves it as it is.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="IOException">It cannot be, or something else is there.</exception>
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
            // Not made of the name of the file, which may be as long as the file system allows.
            temporary = Path.Combine(Path.GetDirectoryName(target)!, $"{Beginning}{Guid.NewGuid():N}{Ending}");
            use(temporary, target);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' may not be written: {e.Message}", e);
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

    // What could not be deleted is no reason to lose what was written.
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
