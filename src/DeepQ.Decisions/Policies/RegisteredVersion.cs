namespace DeepQ.Decisions.Policies;

/// <summary>A version of a policy in a registry.</summary>
/// <param name="Name">Its number and the first eight digits of its hash, such as <c>0001-1a2b3c4d</c>: the name of its folder.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Sha256">The SHA-256 of its model, 64 lower-case hexadecimal digits: the version in the log.</param>
/// <param name="Folder">The folder with <c>policy.onnx</c>, <c>card.json</c> and <c>card.md</c>.</param>
public sealed record RegisteredVersion(string Name, int Number, string Sha256, string Folder);
