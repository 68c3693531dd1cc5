namespace DeepQ.Architecture.Tests;

/// <summary>A file of a project.</summary>
/// <param name="Path">Its path from the folder of the project, with slashes.</param>
/// <param name="Text">What stands in it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Its folder; "." for that of the project itself.</summary>
    public string Folder => Path.LastIndexOf('/') is var end and >= 0 ? Path[..end] : ".";
}
