namespace DeepQ.Learning.Data;

/// <summary>What was found in a table of logged data, and how it was handled.</summary>
public sealed record LoggedDataReport
{
    /// <summary>The number of rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of transitions to learn from.</summary>
    public required int Transitions { get; init; }

    /// <summary>Gets whether each row is an episode of one step, because no column indicates more.</summary>
    public bool IsOneStep { get; init; }

    /// <summary>The number of episodes; null if the table does not identify them.</summary>
    public required int? Episodes { get; init; }

    /// <summary>The number of transitions whose next state is terminal.</summary>
    public required int Terminal { get; init; }

    /// <summary>The number of transitions with each action, by its name, in the order of the actions.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Actions { get; init; }

    /// <summary>The memory of the transitions and the records of episodes, in bytes.</summary>
    public required long MemorySize { get; init; }

    /// <summary>The size of the file of the transitions, in bytes; 0 if they are in memory.</summary>
    public long FileSize { get; init; }

    /// <summary>The number of rows that yielded no transition.</summary>
    public required long RowsLeftOut { get; init; }

    /// <summary>The number of rows with a problem.</summary>
    public required long FindingCount { get; init; }

    /// <summary>The first hundred problems.</summary>
    public required IReadOnlyList<LoggedDataFinding> Findings { get; init; }

    /// <summary>All problems by kind, with the number of each.</summary>
    public IReadOnlyList<LoggedDataFindingGroup> FindingGroups { get; init; } = [];

    /// <summary>Likely mistakes in the table as a whole, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What was done with the table as a whole, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The direction in which estimates from the table are biased, because it depends on the outcome which steps are
    /// left out; null if they are not biased. It is one of <see cref="Warnings"/>.
    /// </summary>
    public string? Bias { get; init; }

    /// <summary>
    /// Reports rows that equal the row before them, if no time shows whether one event was written twice; null if there
    /// are none. It is one of <see cref="Warnings"/>.
    /// </summary>
    internal string? Repeats { get; init; }
}
