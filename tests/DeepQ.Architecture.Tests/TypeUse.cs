namespace DeepQ.Architecture.Tests;

/// <summary>A type that uses another one, both by the full name of the outermost type.</summary>
internal readonly record struct TypeUse(string From, string To);
