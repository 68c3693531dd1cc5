namespace DeepQ.Decisions.Sqlite;

/// <summary>Options of a log in a SQLite file.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>Whether an acknowledged event survives a power failure, not only a killed process.</summary>
    /// <value>
    /// The default value is <see langword="true"/>: <c>synchronous = FULL</c>, which waits for the disk at each batch; without
    /// it, <c>synchronous = NORMAL</c>.
    /// </value>
    public bool SurvivesPowerLoss { get; init; } = true;

    /// <summary>The maximum size of the file in bytes, without the write-ahead log; null for no limit.</summary>
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
