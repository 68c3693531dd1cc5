namespace DeepQ.Architecture.Tests;

/// <summary>Tells the folder of a compiled type of a project.</summary>
internal sealed class TypeFolders
{
    private readonly string _root;
    private readonly Dictionary<string, string> _startTypes;
    private readonly IReadOnlyCollection<string> _own;
    private readonly HashSet<string> _linked;

    public TypeFolders(string project, ArchitecturePage page)
    {
        _root = SourceTree.RootNamespaceOf(project);
        _own = SourceTree.FoldersOf(project);
        _startTypes = page.StartTypes.Where(start => start.Project == project)
            .ToDictionary(start => start.FullName, start => start.Folder);
        _linked =
        [
            .. SourceTree.Projects.Where(other => other != project && SourceTree.RootNamespaceOf(other) == _root)
                .SelectMany(SourceTree.FoldersOf),
        ];
    }

    /// <summary>
    /// The folder of a type; null for one that the compiler made, or whose source belongs to another project.
    /// </summary>
    public string? Of(string type)
    {
        if (_startTypes.TryGetValue(type, out string? start))
            return start;
        int end = type.LastIndexOf('.');
        string space = end < 0 ? "" : type[..end];
        if (space == _root)
            return ".";
        if (!space.StartsWith($"{_root}.", StringComparison.Ordinal))
            return null;
        string folder = space[(_root.Length + 1)..].Replace('.', '/');
        return !_own.Contains(folder) && _linked.Contains(folder) ? null : folder;
    }
}
