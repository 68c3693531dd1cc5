namespace DeepQ.Learning.Data;

/// <summary>Collects the problems of rows and keeps the first ones.</summary>
internal sealed class LoggedDataFindings
{
    private const int Kept = 100;
    private readonly List<LoggedDataFinding> _first = [];
    private readonly List<(string Kind, LoggedDataFindingGroup Group)> _groups = [];

    public IReadOnlyList<LoggedDataFinding> First => _first;

    /// <summary>All problems, by kind.</summary>
    public IReadOnlyList<LoggedDataFindingGroup> Groups => [.. _groups.Select(group => group.Group)];

    public long Count { get; private set; }

    /// <summary>The number of misplaced rows.</summary>
    public long Misplaced { get; private set; }

    /// <summary>The number of rows that equal the one before, if there is no time to distinguish them.</summary>
    public long Repeats { get; private set; }

    /// <summary>Compares a row with the one before it.</summary>
    public void NoticeRepeat(LoggedRow row, LoggedRow before)
    {
        if (row.Timestamp is null && row.Repeats(before))
            Repeats++;
    }

    /// <summary>Adds a problem of a row.</summary>
    /// <param name="kind">The kind that it has in common with others; not shown.</param>
    /// <param name="row">The number of the row.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="handling">What is done with the row.</param>
    /// <param name="isMistake">Whether it is likely to be a mistake.</param>
    public void Add(string kind, long row, string problem, string handling, bool isMistake = true)
    {
        Count++;
        LoggedDataFinding finding = new(row, problem, handling);
        if (_first.Count < Kept)
            _first.Add(finding);
        int known = _groups.FindIndex(group => group.Kind == kind);
        if (known < 0)
            _groups.Add((kind, new(1, finding, isMistake)));
        else
            _groups[known] = (kind, _groups[known].Group with { Count = _groups[known].Group.Count + 1 });
    }

    public void AddMisplaced(string kind, long row, string problem, string handling)
    {
        Add(kind, row, problem, handling);
        Misplaced++;
    }
}
