using System.Data.Common;

namespace Microsoft.ML.Data;

/// <summary>A question to a database.</summary>
public sealed class DatabaseSource
{
    private const int DefaultTimeout = 30;

    public DatabaseSource(DbProviderFactory providerFactory, string connectionString, string commandText)
        : this(providerFactory, connectionString, commandText, DefaultTimeout)
    {
    }

    public DatabaseSource(
        DbProviderFactory providerFactory, string connectionString, string commandText, int commandTimeoutInSeconds)
    {
        ArgumentNullException.ThrowIfNull(providerFactory);
        ArgumentNullException.ThrowIfNull(connectionString);
        ArgumentNullException.ThrowIfNull(commandText);
        ArgumentOutOfRangeException.ThrowIfNegative(commandTimeoutInSeconds);
        (ProviderFactory, ConnectionString, CommandText) = (providerFactory, connectionString, commandText);
        CommandTimeoutInSeconds = commandTimeoutInSeconds;
    }

    public DbProviderFactory ProviderFactory { get; }

    public string ConnectionString { get; }

    public string CommandText { get; }

    public int CommandTimeoutInSeconds { get; }
}
