using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class DatabaseLoaderTests : IDisposable
{
    private const string Connection = "Data Source=contract;Mode=Memory;Cache=Shared";
    private readonly MLContext _context = new(seed: 1);
    private readonly SqliteConnection _keepsTheDatabase = new(Connection);

    public DatabaseLoaderTests()
    {
        _keepsTheDatabase.Open();
        Execute("CREATE TABLE Flight (Id INTEGER, Height REAL, Speed REAL, Weather TEXT, Landed INTEGER)");
        Execute("INSERT INTO Flight VALUES (1, 1.5, 2, 'clear', 0), (2, NULL, -6, NULL, 1), (NULL, 4, 3, 'fog', 0)");
    }

    public void Dispose() => _keepsTheDatabase.Dispose();

    [Fact]
    public void Members_of_a_type_are_read_from_the_columns_of_their_names()
    {
        IDataView data = _context.Data.CreateDatabaseLoader<Flight>().Load(Source("SELECT * FROM Flight"));

        Assert.Equal(
            ["Id: Int64", "Height: Single", "Weather: String", "Landed: Boolean"],
            data.Schema.Select(column => column.ToString()));
        Assert.Equal(["clear", string.Empty, "fog"], data.GetColumn<string>("Weather"));
        Assert.Equal([false, true, false], data.GetColumn<bool>("Landed"));
        Assert.Null(data.GetRowCount());
        Assert.False(data.CanShuffle);
    }

    [Fact]
    public void What_is_null_is_missing()
    {
        IDataView data = _context.Data.CreateDatabaseLoader<Flight>().Load(Source("SELECT * FROM Flight"));

        Assert.Equal([1.5f, float.NaN, 4], data.GetColumn<float>("Height"));
        Assert.Equal([1, 2, 0], data.GetColumn<long>("Id"));
    }

    [Fact]
    public void Columns_may_be_named_by_their_numbers_and_several_make_a_vector()
    {
        DatabaseLoader loader = _context.Data.CreateDatabaseLoader(
            new DatabaseLoader.Column("State", DbType.Single, 1, 2), new DatabaseLoader.Column("Number", DbType.Int64, 0));

        IDataView data = loader.Load(Source("SELECT Id, Height, Speed FROM Flight WHERE Id IS NOT NULL ORDER BY Id DESC"));

        Assert.Equal(
            ["State: Vector<Single, 2>", "Number: Int64"], data.Schema.Select(column => column.ToString()));
        Assert.Equal([[float.NaN, -6], [1.5f, 2]], data.GetColumn<float[]>("State"));
        Assert.Equal([2, 1], data.GetColumn<long>("Number"));
    }

    [Fact]
    public void A_source_by_name_may_have_another_name_than_the_column()
    {
        DatabaseLoader loader = _context.Data.CreateDatabaseLoader(
            new DatabaseLoader.Column { Name = "V", Type = DbType.Double, Source = [new DatabaseLoader.Range("Speed")] });

        Assert.Equal([2d, -6, 3], loader.Load(Source("SELECT * FROM Flight")).GetColumn<double>("V"));
    }

    [Fact]
    public void The_schema_is_known_before_anything_is_read() =>
        Assert.Equal(4, _context.Data.CreateDatabaseLoader<Flight>().GetOutputSchema().Count);

    [Fact]
    public void Each_cursor_asks_the_database_anew()
    {
        IDataView data = _context.Data.CreateDatabaseLoader<Flight>().Load(Source("SELECT * FROM Flight"));
        Assert.Equal(3, data.GetColumn<float>("Height").Count());

        Execute("DELETE FROM Flight WHERE Id = 1");

        Assert.Equal(2, data.GetColumn<float>("Height").Count());
    }

    private static DatabaseSource Source(string command) => new(SqliteFactory.Instance, Connection, command);

    private void Execute(string command)
    {
        using SqliteCommand sql = _keepsTheDatabase.CreateCommand();
        sql.CommandText = command;
        sql.ExecuteNonQuery();
    }

    private sealed class Flight
    {
        public long Id { get; set; }

        public float Height { get; set; }

        public string Weather { get; set; }

        public bool Landed { get; set; }
    }
}
