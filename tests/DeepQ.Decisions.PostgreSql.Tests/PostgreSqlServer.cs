using System.Diagnostics;
using Npgsql;

namespace DeepQ.Decisions.PostgreSql.Tests;

/// <summary>A PostgreSQL server in a folder of its own, reached by a socket in it, with a schema for whoever asks.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-postgres-").FullName;
    private int _schemas;

    /// <summary>Starts the server, as the user <c>postgres</c> where root does: it refuses root.</summary>
    public PostgreSqlServer()
    {
        if (Programs is null)
            return;
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", _folder);
        RunAsOwner("initdb", "--pgdata", Data, "--username", "deepq", "--auth", "trust", "--no-sync");
        RunAsOwner(
            "pg_ctl", "--pgdata", Data, "--wait", "--log", Path.Combine(_folder, "log"),
            "--options", $"-c listen_addresses='' -k {_folder}", "start");
    }

    /// <summary>The folder of the server's programs, on the path or where Debian has them; null where there are none.</summary>
    public static string? Programs { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Order().Select(folder => Path.Combine(folder, "bin")) : [])
        .LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a schema, and gives the connection string that leads to it.</summary>
    public string NewSchema()
    {
        NpgsqlConnectionStringBuilder settings = new() { Host = _folder, Username = "deepq", Database = "postgres" };
        string schema = $"log{Interlocked.Increment(ref _schemas)}";
        using NpgsqlConnection connection = new(settings.ConnectionString);
        connection.Open();
        using NpgsqlCommand create = new($"CREATE SCHEMA {schema}", connection);
        create.ExecuteNonQuery();
        settings.SearchPath = schema;
        return settings.ConnectionString;
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        if (Programs is not null)
            RunAsOwner("pg_ctl", "--pgdata", Data, "--mode", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static void RunAsOwner(string name, params string[] arguments)
    {
        string program = Path.Combine(Programs!, name);
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        else
            Run(program, arguments);
    }

    // What a server is started by may not wait for its output: the server keeps that open.
    private static void Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new("sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
