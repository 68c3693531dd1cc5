using System.Globalization;

namespace DeepQ.MLNet.Tests.Support;

/// <summary>A control group of Linux that limits the memory of the processes that join it.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string Second = "/sys/fs/cgroup";
    private const string First = "/sys/fs/cgroup/memory";
    private readonly string _path;

    /// <exception cref="IOException">The system has no such groups.</exception>
    /// <exception cref="UnauthorizedAccessException">It lets this user make none.</exception>
    public MemoryGroup(long bytes)
    {
        bool isSecond = File.Exists(Path.Combine(Second, "cgroup.subtree_control"));
        _path = Path.Combine(isSecond ? Second : First, $"deepq-{Guid.NewGuid():N}");
        if (!isSecond && !Directory.Exists(First))
            throw new IOException("there are no control groups");
        Directory.CreateDirectory(_path);
        try
        {
            string limit = Path.Combine(_path, isSecond ? "memory.max" : "memory.limit_in_bytes");
            if (!File.Exists(limit))
                throw new IOException("control groups do not limit memory here");
            File.WriteAllText(limit, bytes.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where a process writes its number to join.</summary>
    public string Processes => Path.Combine(_path, "cgroup.procs");

    /// <summary>Why none can be made; null where one can.</summary>
    public static string? Problem()
    {
        try
        {
            new MemoryGroup(1L << 30).Dispose();
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"no memory can be limited here: {cause.Message}";
        }
    }

    public void Dispose() => Directory.Delete(_path);
}
