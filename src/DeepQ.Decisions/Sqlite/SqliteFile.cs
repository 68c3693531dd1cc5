using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions.Sqlite;

/// <summary>Opens a file, and describes errors.</summary>
internal sealed class SqliteFile(string path)
{
    private const int Full = 13;

    /// <exception cref="DecisionStoreException">The file cannot be opened.</exception>
    public SqliteConnection Open(SqliteOpenMode mode)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = path, Mode = mode, Pooling = false };
        SqliteConnection connection = new(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Told(error, "opened");
        }
    }

    public DecisionStoreException Told(SqliteException error, string what) => error.SqliteErrorCode == Full
        ? new($"'{path}' is full: free disk space, raise MaxBytes, or delete old events. Nothing of it was {what}.", true, error)
        : new($"'{path}' cannot be {what}: {error.Message}", innerException: error);
}
