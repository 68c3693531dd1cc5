namespace DeepQ.Architecture.Tests;

/// <summary>A type that uses another one.</summary>
/// <param name="From">The full name of the type that uses.</param>
/// <param name="FromFolder">Its folder.</param>
/// <param name="To">The full name of the type that is used.</param>
/// <param name="ToFolder">Its folder.</param>
internal sealed record FolderUse(string From, string FromFolder, string To, string ToFolder);
