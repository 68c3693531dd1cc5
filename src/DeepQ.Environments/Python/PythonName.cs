namespace DeepQ.Environments.Python;

/// <summary>Names of environments in Python: ids of Gymnasium, or files with the name of a class or function.</summary>
internal static class PythonName
{
    private const string Extension = ".py";

    /// <summary>Returns what the server is told, with the whole path of a file, and a name that does not tell where the file is.</summary>
    /// <exception cref="ArgumentException">It names a file without a class or function.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public static (string Argument, string Name) Read(string environment, string? folder)
    {
        if (environment.EndsWith(Extension, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{environment}' names a file alone: add the class or function that creates the environment, as in "
                + $"'{environment}:Corridor'.",
                nameof(environment));
        }

        int colon = environment.LastIndexOf(':');
        if (colon < 0 || !environment.AsSpan(0, colon).EndsWith(Extension, StringComparison.Ordinal))
            return (environment, environment);
        string path = environment[..colon];
        // The current folder may be gone, and a whole path does not need it.
        if (!Path.IsPathFullyQualified(path))
            path = Path.GetFullPath(path, Path.GetFullPath(folder ?? Environment.CurrentDirectory));
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}' for the environment '{environment}'.", path);
        return (path + environment[colon..], Path.GetFileName(path) + environment[colon..]);
    }
}
