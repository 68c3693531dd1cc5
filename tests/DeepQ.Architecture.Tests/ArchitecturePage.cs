using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepQ.Architecture.Tests;

/// <summary>Reads the tables of docs/architecture.md.</summary>
/// <param name="text">The page.</param>
internal sealed partial class ArchitecturePage(string text)
{
    /// <summary>The projects that the page lists.</summary>
    public IEnumerable<string> Projects => Rows("Projects").Select(cells => Names(cells[0]).First());

    /// <summary>The types that a program starts with.</summary>
    public IEnumerable<StartType> StartTypes =>
        from cells in Rows("Types that a program starts with")
        from name in Names(cells[3])
        select new StartType(Names(cells[0]).First(), Names(cells[1]).First(), Names(cells[2]).First(), name);

    public static ArchitecturePage Read() => new(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md")));

    /// <summary>The table of floors of a project.</summary>
    public IEnumerable<FloorRow> FloorsOf(string project) => Rows($"Floors of {project}")
        .Select(cells => new FloorRow(int.Parse(cells[0], CultureInfo.InvariantCulture), [.. Names(cells[1])]));

    /// <summary>The projects that one may use, directly or through others.</summary>
    public IReadOnlySet<string> AllowedFor(string project)
    {
        Dictionary<string, string[]> direct = Rows("Projects").ToDictionary(
            cells => Names(cells[0]).First(), cells => Names(cells[2]).ToArray());
        HashSet<string> allowed = [];
        Queue<string> unread = new([project]);
        while (unread.TryDequeue(out string? next))
        {
            foreach (string name in direct.GetValueOrDefault(next, []))
            {
                if (allowed.Add(name))
                    unread.Enqueue(name);
            }
        }

        return allowed;
    }

    // The rows of the first table below a heading, without its head.
    private IEnumerable<string[]> Rows(string heading)
    {
        string[] rows =
        [
            .. text.ReplaceLineEndings("\n").Split('\n')
                .SkipWhile(line => line.TrimStart('#', ' ') != heading)
                .Skip(1)
                .SkipWhile(line => line.Length == 0 || line[0] is not ('|' or '#'))
                .TakeWhile(line => line.StartsWith('|')),
        ];
        return rows.Length > 2
            ? rows.Skip(2).Select(row => row.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            : throw new InvalidDataException($"docs/architecture.md has no table below the heading '{heading}'.");
    }

    private static IEnumerable<string> Names(string cell) => Name().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
