using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepQ.Benchmarks;

/// <summary>
/// A process of Python that waits for work: it lives through a whole benchmark, so that its rounds alternate with ours.
/// </summary>
internal sealed class PythonPeer : IDisposable
{
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3", "python"];
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly Process _process;

    private PythonPeer(Process process)
    {
        _process = process;
        JsonObject version = Ask(new { Do = "version" });
        JsonNode? blas = version["blas"]!.AsArray().LastOrDefault();
        Version = $"PyTorch {version["torch"]}, Python {version["python"]}, BLAS: {blas ?? "its own"}";
    }

    /// <summary>The versions of PyTorch and Python, and the library that multiplies its matrices.</summary>
    public string Version { get; }

    /// <summary>Starts the first Python that has PyTorch; null, and a line that says so, where there is none.</summary>
    public static PythonPeer? Start()
    {
        foreach (string interpreter in Interpreters)
        {
            if (TryStart(interpreter) is not { } peer)
                continue;
            Console.WriteLine(peer.Version);
            return peer;
        }

        Console.WriteLine("There is no Python with torch and numpy here, so PyTorch takes no part.");
        return null;
    }

    /// <summary>Makes an agent with a filled replay.</summary>
    /// <returns>The number of the agent.</returns>
    public int Prepare(PeerSettings settings) => (int)Ask(new { Do = "prepare", settings })["agent"]!;

    /// <summary>Lets an agent update or act so many times.</summary>
    public void Repeat(string work, int agent, int count) => Ask(new { Do = work, agent, count });

    /// <summary>Trains an agent from the first step to the last.</summary>
    public TrainingOutcome Train(PeerSettings settings, PeerSchedule schedule, int seed)
    {
        JsonObject answer = Ask(new { Do = "train", settings, schedule, seed });
        return new(
            TimeSpan.FromSeconds((double)answer["seconds"]!), (long)answer["updates"]!, (double)answer["returned"]!);
    }

    /// <summary>Trains CartPole from rollouts with the settings of purejaxql.</summary>
    public TrainingOutcome TrainFromRollouts(long steps, int seed)
    {
        JsonObject answer = Ask(new { Do = "rollouts", steps, seed });
        return new(
            TimeSpan.FromSeconds((double)answer["seconds"]!), (long)answer["updates"]!, (double)answer["returned"]!);
    }

    public void Dispose()
    {
        // It ends with its input.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PythonPeer? TryStart(string interpreter)
    {
        ProcessStartInfo start = new(interpreter, [Path.Combine(AppContext.BaseDirectory, "peers", "peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return new PythonPeer(process);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    private JsonObject Ask(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request, SnakeCase));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new IOException("The Python process has ended.");
        return JsonNode.Parse(answer)!.AsObject();
    }
}
