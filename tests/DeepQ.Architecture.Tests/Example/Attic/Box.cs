namespace DeepQ.Architecture.Tests.Example.Attic;

internal sealed class Box;
