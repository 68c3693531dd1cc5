namespace DeepQ.Architecture.Tests;

/// <summary>Folders use folders of lower floors only, so that there is no circle.</summary>
internal static class FloorRule
{
    /// <summary>What is wrong with a table: folders that stand in it twice, are missing from it, or do not exist.</summary>
    public static IEnumerable<string> TableProblems(IReadOnlyList<FloorRow> table, IReadOnlyCollection<string> existing)
    {
        string[] listed = [.. table.SelectMany(row => row.Folders)];
        return
        [
            .. listed.CountBy(folder => folder)
                .Where(count => count.Value > 1)
                .Select(count => $"{count.Key} stands in the table {count.Value} times."),
            .. existing.Except(listed).Select(folder => $"{folder} is a folder that does not stand in the table."),
            .. listed.Except(existing).Select(folder => $"{folder} stands in the table and is no folder."),
        ];
    }

    /// <summary>The uses of folders on the same or a higher floor, or of folders that are on none.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<FloorRow> table, IEnumerable<FolderUse> uses)
    {
        ILookup<string, int> floors = table
            .SelectMany(row => row.Folders.Select(folder => (folder, row.Floor)))
            .ToLookup(entry => entry.folder, entry => entry.Floor);
        return uses
            .Where(use => use.FromFolder != use.ToFolder && !(Floor(use.ToFolder) < Floor(use.FromFolder)))
            .Select(use => $"{use.From} in {Place(use.FromFolder)} uses {use.To} in {Place(use.ToFolder)}.");

        int? Floor(string folder) => floors[folder].Select(floor => (int?)floor).FirstOrDefault();
        string Place(string folder) => Floor(folder) is { } floor ? $"{folder} (floor {floor})" : $"{folder} (on no floor)";
    }
}
