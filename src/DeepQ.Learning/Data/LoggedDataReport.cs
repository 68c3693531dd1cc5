namespace DeepQ.Learning.Data;

/// <summary>What was found in a table of logged data, and what was done with it.</summary>
public sealed record LoggedDataReport
{
    /// <summary>The number of rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of transitions to learn from.</summary>
    public required int Transitions { get; init; }

    /// <summary>Whether each row is an episode of one step, since no column tells of more.</summary>
    public bool IsOneStep { get; init; }

    /// <summary>The number of episodes; null where the table does not tell them apart.</summary>
    public required int? Episodes { get; init; }

    /// <summary>The number of transitions whose successor is terminal.</summary>
    public required int Terminal { get; init; }

    /// <summary>The number of transitions with each action, by its name, in the order of the actions.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Actions { get; init; }

    /// <summary>The memory that the transitions, and what is kept of the episodes, take, in bytes.</summary>
    public required long MemorySize { get; init; }

    /// <summary>The size of the file that transitions stand in, in bytes; 0 where they stand in memory.</summary>
    public long FileSize { get; init; }

    /// <summary>The number of rows of which no transition was made.</summary>
    public required long RowsLeftOut { get; init; }

    /// <summary>The number of rows that something was the matter with.</summary>
    public required long FindingCount { get; init; }

    /// <summary>What was the matter with them: the first hundred.</summary>
    public required IReadOnlyList<LoggedDataFinding> Findings { get; init; }

    /// <summary>All of them by their kind, with the number of each.</summary>
    public IReadOnlyList<LoggedDataFindingGroup> FindingGroups { get; init; } = [];

    /// <summary>What holds of the table as a whole and may be a mistake, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What was done with the table as a whole, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// How estimates from the table lean, because which steps are left out depends on how they went; null where they do
    /// not. It is one of <see cref="Warnings"/>.
    /// </summary>
    public string? Bias { get; init; }

    /// <summary>
    /// That rows tell the same as the row before them, where no time says whether one thing was written twice; null where
    /// none does. It is one of <see cref="Warnings"/>.
    /// </summary>
    internal string? Repeats { get; init; }
}
