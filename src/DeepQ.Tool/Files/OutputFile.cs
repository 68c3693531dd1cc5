using System.CommandLine;
using DeepQ.Onnx.Files;

namespace DeepQ.Tool.Files;

/// <summary>The file that a command writes.</summary>
internal static class OutputFile
{
    public static Argument<string> Argument() => new("out") { Description = "The file to write" };

    public static Option<bool> Force() => new("--force") { Description = "Replaces the file where there is one" };

    /// <summary>Requires that nothing is lost by writing a file.</summary>
    /// <exception cref="IOException">The file is there and may not be replaced, or its folder is not.</exception>
    public static void Require(string path, bool force)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: give the name of a file in it.");
        if (File.Exists(path) && !force)
            throw new IOException($"'{path}' is there already: give another name, or --force to replace it.");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}': make it first.");
    }

    public static void Write(string path, byte[] bytes) => WholeFile.Write(path, file => file.Write(bytes));
}
