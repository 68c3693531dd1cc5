using DeepQ.Architecture.Tests.Example.Attic;
using DeepQ.Architecture.Tests.Example.Ground;
using DeepQ.Architecture.Tests.Example.Roof;

namespace DeepQ.Architecture.Tests;

/// <summary>The rule finds what it is there for, in the compiled types of the folder Example.</summary>
public sealed class FloorRuleTests
{
    private const string Root = "DeepQ.Architecture.Tests.Example.";
    private static readonly string Up = $"{typeof(Stone)} in Ground (floor 0) uses {typeof(Tile)} in Roof (floor 1).";

    [Fact]
    public void An_arrow_up_is_found_with_both_types_and_folders() =>
        Assert.Equal([Up], Problems(new(1, ["Roof"]), new(0, ["Ground", "Attic"])));

    [Fact]
    public void A_circle_on_one_floor_is_found_from_both_sides() => Assert.Equal(
        [
            $"{typeof(Stone)} in Ground (floor 1) uses {typeof(Tile)} in Roof (floor 1).",
            $"{typeof(Tile)} in Roof (floor 1) uses {typeof(Stone)} in Ground (floor 1).",
        ],
        Problems(new(1, ["Roof", "Ground"]), new(0, ["Attic"])));

    [Fact]
    public void A_folder_on_no_floor_is_found() => Assert.Equal(
        [Up, $"{typeof(Tile)} in Roof (floor 1) uses {typeof(Box)} in Attic (on no floor)."],
        Problems(new(1, ["Roof"]), new(0, ["Ground"])));

    [Fact]
    public void A_table_has_every_folder_once() => Assert.Equal(
        [
            "Roof stands in the table 2 times.",
            "Attic is a folder that does not stand in the table.",
            "Cellar stands in the table and is no folder.",
        ],
        FloorRule.TableProblems([new(1, ["Roof", "Cellar"]), new(0, ["Ground", "Roof"])], ["Ground", "Roof", "Attic"]));

    [Fact]
    public void Lower_floors_may_be_used() => Assert.Empty(FloorRule.Problems(
        [new(1, ["Roof"]), new(0, ["Ground"])], [new("Tile", "Roof", "Stone", "Ground"), new("Tile", "Roof", "Gutter", "Roof")]));

    [Theory]
    [InlineData("Roof/Tile.cs", "namespace House.Roof;\n\npublic sealed class Tile;", null)]
    [InlineData("Roof/Door.cs", "namespace House;\n\npublic sealed class Door;", null)]
    [InlineData(
        "Roof/Tile.cs",
        "namespace House;\n\npublic sealed class Tile;",
        "Tile in Roof/Tile.cs has the namespace House; the one of its folder is House.Roof.")]
    [InlineData(
        "Ground/Door.cs",
        "namespace House;\n\npublic sealed record Door(int Width);",
        "Door in Ground/Door.cs has the namespace House; the one of its folder is House.Ground.")]
    [InlineData("Tile.cs", "public enum Tile { Red }", "Tile.cs has no namespace.")]
    public void A_namespace_is_the_one_of_the_folder_or_listed(string path, string text, string? problem) => Assert.Equal(
        problem is null ? [] : [problem],
        NamespaceRule.Problems(new(path, text), "House", [new("House", "Roof", "House", "Door")]));

    private static IEnumerable<string> Problems(params FloorRow[] table) => FloorRule.Problems(
        table,
        CompiledAssembly.Of("DeepQ.Architecture.Tests").Uses
            .Where(use => use.From.StartsWith(Root, StringComparison.Ordinal) && use.To.StartsWith(Root, StringComparison.Ordinal))
            .Select(use => new FolderUse(use.From, Folder(use.From), use.To, Folder(use.To))))
        .Order(StringComparer.Ordinal);

    private static string Folder(string type) => type[Root.Length..].Split('.')[0];
}
