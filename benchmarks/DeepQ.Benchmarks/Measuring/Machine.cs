using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepQ.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(string Processor, int Cores, string Vectors, string System, string Runtime)
{
    /// <summary>This machine.</summary>
    public static Machine This { get; } = new(
        ProcessorName(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? "512 bits" : $"{32 * UsualLanes.Count} bits",
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Processor}, {Cores} cores, vectors of {Vectors}, {Runtime}, {System}";

    private static string ProcessorName()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(
                line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
