namespace DeepQ.Architecture.Tests;

/// <summary>A type that a program starts with, and that therefore has another namespace than its folder's.</summary>
internal sealed record StartType(string Project, string Folder, string Namespace, string Name)
{
    public string FullName => $"{Namespace}.{Name}";
}
