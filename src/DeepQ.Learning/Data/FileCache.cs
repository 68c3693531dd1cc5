using System.Globalization;

namespace DeepQ.Learning.Data;

/// <summary>
/// The page cache of a Linux container with a memory limit. The system counts it as used and reclaims it when needed.
/// </summary>
/// <remarks>The runtime leaves out the inactive part; rows of a mapped file that are being learned from are in the
/// active part.</remarks>
internal static class FileCache
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Returns the active part, in bytes; 0 without a limit.</summary>
    public static long UsedLately()
    {
        try
        {
            return OperatingSystem.IsLinux() && Folder() is { } folder
                ? Of(File.ReadLines(Path.Combine(folder, "memory.stat")))
                : 0;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Returns the same from the lines of <c>memory.stat</c>, in either version of control groups.</summary>
    internal static long Of(IEnumerable<string> lines)
    {
        Dictionary<string, long> values = lines
            .Select(line => line.Split(' '))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));
        return values.TryGetValue("total_active_file", out long all) ? all : values.GetValueOrDefault("active_file");
    }

    // The group of this process, or the root, which a container shows as its group. Without a limit the runtime counts
    // no cache.
    private static string? Folder()
    {
        string[] groups = File.ReadAllLines("/proc/self/cgroup");
        string? first = groups.Select(line => line.Split(':', 3)).FirstOrDefault(parts => parts[1].Split(',').Contains("memory"))?[2];
        string? second = groups.FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        (string[] candidates, string limit) = first is not null
            ? (new[] { $"{Root}/memory{first}", $"{Root}/memory" }, "memory.limit_in_bytes")
            : ([$"{Root}{second}", Root], "memory.max");
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, limit))) is { } folder &&
            IsLimit(File.ReadAllText(Path.Combine(folder, limit)))
            ? folder
            : null;
    }

    /// <summary>Returns whether the content of a limit file is a limit.</summary>
    internal static bool IsLimit(string text) =>
        long.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long bytes) && bytes < 1L << 60;
}
