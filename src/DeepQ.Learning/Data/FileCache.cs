using System.Globalization;

namespace DeepQ.Learning.Data;

/// <summary>What files take of the memory of a Linux container that has a limit: the system counts it as used, and gives it back when it is needed.</summary>
/// <remarks>The runtime leaves out the part that was not used lately; rows of a mapped file that are learned from are in the other part.</remarks>
internal static class FileCache
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>The part that was used lately, in bytes; 0 where there is no limit.</summary>
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

    /// <summary>The same from the lines of <c>memory.stat</c>, of either version of control groups.</summary>
    internal static long Of(IEnumerable<string> lines)
    {
        Dictionary<string, long> values = lines
            .Select(line => line.Split(' '))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));
        return values.TryGetValue("total_active_file", out long all) ? all : values.GetValueOrDefault("active_file");
    }

    // The group of this process, or the root that a container shows as it. Without a limit the runtime counts no cache.
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

    /// <summary>Whether what stands in the file of a limit is one.</summary>
    internal static bool IsLimit(string text) =>
        long.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long bytes) && bytes < 1L << 60;
}
