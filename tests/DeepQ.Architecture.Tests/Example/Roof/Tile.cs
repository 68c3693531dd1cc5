namespace DeepQ.Architecture.Tests.Example.Roof;

internal static class Tile
{
    public static object Default { get; } = new();

    /// <summary>An arrow that stands in the argument of a type alone.</summary>
    public static IReadOnlyList<Attic.Box>? Boxes => null;

    /// <summary>An arrow down, in a method of another type.</summary>
    public static string Under() => Ground.Stone.Cover();
}
