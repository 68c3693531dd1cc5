using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DeepQ.Environments.Python;

internal sealed partial class PythonConnection
{
    private const int Version = 1;

    private static readonly byte[] Magic = [.. "DEEPQENV"u8];

    /// <summary>Starts an interpreter and hands it the server.</summary>
    /// <param name="name">What messages call the environment.</param>
    /// <param name="options">Valid options.</param>
    /// <exception cref="PythonEnvironmentException">There is no interpreter, or it is no Python.</exception>
    public static PythonConnection Start(string name, PythonEnvironmentOptions options)
    {
        byte[] server = ReadServer();
        ProcessStartInfo start = new(options.Interpreter)
        {
            ArgumentList = { "-u", "-X", "faulthandler", "-c", Bootstrap(server.Length) },
            WorkingDirectory = options.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            Environment = { ["PYTHONIOENCODING"] = "utf-8:backslashreplace" },
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new PythonEnvironmentException(
                PythonFailure.Interpreter,
                $"{name}: the interpreter '{options.Interpreter}' cannot be started: {e.Message}. Install Python 3.8 or later with numpy, "
                + $"or set {nameof(PythonEnvironmentOptions)}.{nameof(PythonEnvironmentOptions.Interpreter)} to its path.",
                e);
        }

        PythonConnection connection = new(name, process, options);
        try
        {
            connection.Greet(server, options);
            return connection;
        }
        catch
        {
            connection.End();
            throw;
        }
    }

    private void Greet(byte[] server, PythonEnvironmentOptions options)
    {
        _limit = options.StartTimeout;
        _watchdog.Change(_limit, Timeout.InfiniteTimeSpan);
        Write(server);
        byte[] greeting = new byte[Magic.Length + sizeof(int)];
        ReadAtLeast(greeting, 0, greeting.Length, "the start");
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _isGreeted = true;
        if (!greeting.AsSpan().StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(greeting.AsSpan(Magic.Length)) != Version)
        {
            Kill();
            throw new PythonEnvironmentException(
                PythonFailure.Interpreter,
                $"{_name}: '{options.Interpreter}' does not run the program that it was given; it answered "
                + $"'{Encoding.ASCII.GetString(greeting)}'. It must be a Python interpreter.{Printed()}");
        }
    }

    // The interpreter reads the server from the pipe: no file is written, and no command line is too long. Without line
    // ends and double quotes it passes through every shell and launcher.
    private static string Bootstrap(int length) =>
        $"import os;pipe=open(os.dup(0),'rb');exec(compile(pipe.read({length}),'environment_server.py','exec'));main(pipe)";

    private static byte[] ReadServer()
    {
        using Stream resource = typeof(PythonConnection).Assembly.GetManifestResourceStream(
            "DeepQ.Environments.Python.environment_server.py")!;
        byte[] server = new byte[resource.Length];
        resource.ReadExactly(server);
        return server;
    }
}
