namespace DeepQ.Architecture.Tests.Words;

/// <summary>What people read: pages, and sources with their comments.</summary>
internal static class ReadableFiles
{
    private static readonly string[] Folders = ["docs", "src", "samples", "tests", "tools", "benchmarks", "eng", "models"];

    /// <summary>The paths of the pages, from the folder of the solution.</summary>
    public static IReadOnlyList<string> Pages { get; } = [.. Find("*.md")];

    /// <summary>The paths of the sources, from the folder of the solution.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Find("*.cs")];

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path)).ReplaceLineEndings("\n");

    private static IEnumerable<string> Find(string pattern) => Directory.EnumerateFiles(SourceTree.Root, pattern)
        .Concat(Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), pattern, SearchOption.AllDirectories)))
        .Select(path => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"));
}
