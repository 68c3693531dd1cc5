using System.Xml.Linq;

namespace DeepQ.Architecture.Tests;

/// <summary>Finds the sources of the libraries.</summary>
internal static class SourceTree
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the libraries.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Root, "src"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(ProjectFile(name)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The namespace of the types in the folder of a project itself.</summary>
    public static string RootNamespaceOf(string project) =>
        XDocument.Load(ProjectFile(project)).Descendants("RootNamespace").FirstOrDefault()?.Value ?? project;

    /// <summary>The C# of a project.</summary>
    public static IEnumerable<SourceFile> FilesOf(string project) =>
        PathsOf(project, "*.cs").Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(FolderOf(project), path))));

    /// <summary>The folders of a project in which types are written.</summary>
    public static IReadOnlyCollection<string> FoldersOf(string project) =>
    [
        .. FilesOf(project)
            .Where(file => $"\n{file.Text}".Contains("\nnamespace ", StringComparison.Ordinal))
            .Select(file => file.Folder)
            .Concat(PathsOf(project, "*.proto").Select(path => new SourceFile(path, "").Folder))
            .Distinct(),
    ];

    private static string FolderOf(string project) => Path.Combine(Root, "src", project);

    private static string ProjectFile(string project) => Path.Combine(FolderOf(project), $"{project}.csproj");

    private static IEnumerable<string> PathsOf(string project, string pattern) =>
        Directory.EnumerateFiles(FolderOf(project), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(FolderOf(project), path).Replace('\\', '/'))
            .Where(path => path.Split('/')[0] is not ("bin" or "obj"));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DeepQ.MLNet.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"DeepQ.MLNet.sln is not above {AppContext.BaseDirectory}.");
    }
}
