using Microsoft.Data.Sqlite;

namespace InventorySample;

/// <summary>The log of the shop: a table of a SQLite file.</summary>
internal static class DecisionLog
{
    /// <summary>The query that reads the table, in the order of the decisions.</summary>
    public const string Query =
        "SELECT Week, Weekday, Weather, Stock, Crates, Propensity, Profit, EndsWeek FROM Decisions ORDER BY Week, Day";

    private const string Schema = """
        CREATE TABLE Decisions (
            Week INTEGER NOT NULL, Day INTEGER NOT NULL,
            Weekday TEXT NOT NULL, Weather TEXT NOT NULL, Stock REAL NOT NULL,
            Crates TEXT NOT NULL, Propensity REAL NOT NULL,
            Profit REAL NOT NULL, EndsWeek INTEGER NOT NULL,
            PRIMARY KEY (Week, Day))
        """;

    private const string Insert = """
        INSERT INTO Decisions
        VALUES ($week, $day, $weekday, $weather, $stock, $crates, $propensity, $profit, $endsWeek)
        """;

    /// <summary>Returns the connection string of the file.</summary>
    // A pooled connection would keep the file open after its last use.
    public static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;

    /// <summary>Writes a new file, replacing an older one.</summary>
    /// <returns>The number of decisions.</returns>
    public static int Write(string path, IEnumerable<Decision> decisions)
    {
        File.Delete(path);
        using SqliteConnection connection = new(ConnectionString(path));
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand create = new(Schema, connection, transaction);
        create.ExecuteNonQuery();
        using SqliteCommand insert = new(Insert, connection, transaction);
        int rows = 0;
        foreach (Decision decision in decisions)
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$week", decision.Week);
            insert.Parameters.AddWithValue("$day", decision.State.Day);
            insert.Parameters.AddWithValue("$weekday", StrawberryShop.DayNames[decision.State.Day]);
            insert.Parameters.AddWithValue("$weather", StrawberryShop.WeatherNames[decision.State.Weather]);
            insert.Parameters.AddWithValue("$stock", decision.State.Stock);
            insert.Parameters.AddWithValue("$crates", StrawberryShop.OrderNames[decision.Order]);
            insert.Parameters.AddWithValue("$propensity", decision.Propensity);
            insert.Parameters.AddWithValue("$profit", decision.Profit);
            insert.Parameters.AddWithValue("$endsWeek", decision.EndsWeek);
            rows += insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return rows;
    }
}
