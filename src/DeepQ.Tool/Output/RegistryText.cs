using DeepQ.Decisions;

namespace DeepQ.Tool.Output;

/// <summary>Says which versions decide.</summary>
internal static class RegistryText
{
    /// <summary>What is in use, what is tried and whether changes are held, in a line.</summary>
    public static string Of(PolicyRegistry registry) =>
        $"in use: {registry.VersionInUse?.Name ?? "none, the baseline decides"}; candidate: {registry.CandidateVersion?.Name ?? "none"}"
        + (registry.Held is { } held ? $"; automatic changes are held: {held.Why}" : "");
}
