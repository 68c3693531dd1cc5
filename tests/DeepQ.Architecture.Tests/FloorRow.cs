namespace DeepQ.Architecture.Tests;

/// <summary>A row of a table of floors.</summary>
/// <param name="Floor">The floor; a folder may use those of lower ones.</param>
/// <param name="Folders">The folders on it, "." for the folder of the project itself.</param>
internal sealed record FloorRow(int Floor, IReadOnlyList<string> Folders);
