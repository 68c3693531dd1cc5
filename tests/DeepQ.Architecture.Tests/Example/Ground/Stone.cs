using DeepQ.Architecture.Tests.Example.Roof;

namespace DeepQ.Architecture.Tests.Example.Ground;

internal static class Stone
{
    /// <summary>An arrow up that stands in the body of a lambda alone.</summary>
    public static Func<string> Cover { get; } = () => $"{Tile.Default}";
}
