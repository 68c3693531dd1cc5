using System.CommandLine;

namespace DeepQ.Tool.Output;

/// <summary>Options that several commands have.</summary>
internal static class StandardOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Writes JSON, for programs" };
}
