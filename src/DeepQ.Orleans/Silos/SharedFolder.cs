using System.Text;
using DeepQ.Onnx.Files;

namespace DeepQ.Orleans.Silos;

/// <summary>Marks a folder with a file, so that silos notice whether they see the same folder.</summary>
internal static class SharedFolder
{
    private const string FileName = "folder.id";

    private const int MostReadings = 100;

    /// <summary>Returns the mark of a folder, and sets one if there is none.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static string IdOf(string folder)
    {
        Directory.CreateDirectory(folder);
        // Who reads only would not notice that the folder cannot be written.
        WholeFile.Try(Path.Combine(folder, $"{Guid.NewGuid():N}.try"));
        string path = Path.Combine(folder, FileName);
        string own = Guid.NewGuid().ToString("N");
        try
        {
            // One silo makes it, whoever is first.
            using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.ASCII.GetBytes(own));
            return own;
        }
        catch (IOException) when (File.Exists(path))
        {
            return Read(path, own.Length);
        }
    }

    // Another silo may be about to write it.
    private static string Read(string path, int length)
    {
        for (int i = 0; i < MostReadings; i++)
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(file, Encoding.ASCII);
            if (reader.ReadToEnd() is var text && text.Length == length)
                return text;
            Thread.Sleep(10);
        }

        throw new IOException($"'{path}' is no mark of this library; delete it.");
    }
}
