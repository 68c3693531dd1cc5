namespace DeepQ.Decisions.Sqlite;

/// <summary>How a log is kept in a SQLite file.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>Whether an acknowledged event survives a loss of power, too, and not only a killed process.</summary>
    /// <value>
    /// The default value is <see langword="true"/>: <c>synchronous = FULL</c>, which waits for the disk at each batch; without
    /// it, <c>synchronous = NORMAL</c>.
    /// </value>
    public bool SurvivesPowerLoss { get; init; } = true;

    /// <summary>The most bytes that the file may have, without what is written ahead of it; null for no limit.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 64 KiB.</exception>
    public long? MaxBytes
    {
        get;
        init => field = value is null or >= 65_536
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxBytes), value, "The value must be at least 65,536 bytes.");
    }
}
