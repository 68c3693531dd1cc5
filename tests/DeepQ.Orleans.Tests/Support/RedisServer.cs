using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>A Redis server in a folder of its own, on a free port of this machine.</summary>
public sealed class RedisServer : IDisposable
{
    private const int MostStarts = 3;
    private const int MostAttempts = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-redis-").FullName;
    private readonly int _port;
    private readonly Process? _process;

    /// <summary>Starts the server, where there is one.</summary>
    public RedisServer()
    {
        if (Program is null)
            return;
        bool answers = false;
        for (int i = 0; i < MostStarts && !answers; i++)
        {
            _process?.Dispose();
            _port = FreePorts.Find(1)[0];
            _process = Start();
            answers = Answers();
        }
    }

    /// <summary>The path of <c>redis-server</c>; null if it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    /// <summary>The host and the port.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Ends the server, with all that it holds.</summary>
    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Start()
    {
        ProcessStartInfo start = new(Program!)
        {
            ArgumentList =
            {
                "--bind", "127.0.0.1",
                "--port", _port.ToString(CultureInfo.InvariantCulture),
                "--dir", _folder,
                "--save", "",
                "--logfile", Path.Combine(_folder, "log"),
            },
        };
        return Process.Start(start)!;
    }

    // A server whose port was taken meanwhile ends.
    private bool Answers()
    {
        for (int i = 0; !_process!.HasExited; i++)
        {
            try
            {
                ConnectionMultiplexer.Connect(ConnectionString).Dispose();
                return true;
            }
            catch (RedisConnectionException) when (i < MostAttempts)
            {
                Thread.Sleep(50);
            }
        }

        return false;
    }
}
