namespace DeepQ.Learning;

/// <summary>Collects what is the matter with rows, and keeps the first of it.</summary>
internal sealed class LoggedDataFindings
{
    private const int Kept = 100;
    private readonly List<LoggedDataFinding> _first = [];

    public IReadOnlyList<LoggedDataFinding> First => _first;

    public long Count { get; private set; }

    /// <summary>The number of rows that should not be where they are.</summary>
    public long Misplaced { get; private set; }

    /// <summary>The number of rows that tell the same as the one before, where no time tells them apart.</summary>
    public long Repeats { get; private set; }

    /// <summary>Compares a row with the one before it.</summary>
    public void NoticeRepeat(LoggedRow row, LoggedRow before)
    {
        if (row.Timestamp is null && row.Repeats(before))
            Repeats++;
    }

    public void Add(long row, string problem, string handling)
    {
        Count++;
        if (_first.Count < Kept)
            _first.Add(new LoggedDataFinding(row, problem, handling));
    }

    public void AddMisplaced(long row, string problem, string handling)
    {
        Add(row, problem, handling);
        Misplaced++;
    }
}
