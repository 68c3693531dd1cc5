using System.CommandLine;
using System.Globalization;
using DeepQ.Decisions;
using DeepQ.Decisions.Policies;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq versions</c>: the versions of a registry, and what was done with them.</summary>
internal static class VersionsCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> folder = RegistryFolder.Argument();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("versions", "Lists the versions of a registry, which of them decides, and what was done when and why.", """
            Example: deepq versions policies
            """)
        {
            folder, json,
        };
        command.SetAction(parsed =>
        {
            using PolicyRegistry registry = RegistryFolder.Open(parsed.GetRequiredValue(folder), time);
            if (parsed.GetValue(json))
                WriteJson(registry, parsed.InvocationConfiguration.Output);
            else
                Write(registry, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Write(PolicyRegistry registry, TextWriter output)
    {
        output.WriteLine(RegistryText.Of(registry));
        string[] lines =
        [
            .. registry.History.Select(entry => string.Create(
                CultureInfo.InvariantCulture, $"{entry.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {entry.Version ?? (entry.Action is RegistryAction.RolledBack ? "baseline" : "all"),-13}  {entry.Action}: {entry.Why}")),
        ];
        foreach (string line in lines)
            output.WriteLine(line);
    }

    private static void WriteJson(PolicyRegistry registry, TextWriter output) => output.WriteJson(new
    {
        inUse = registry.VersionInUse?.Name,
        candidate = registry.CandidateVersion?.Name,
        before = registry.VersionBefore?.Name,
        held = registry.Held is { } held ? new { held.Time, held.Why } : null,
        versions = registry.Versions.Select(version => new { version.Name, version.Number, version.Sha256, version.Folder }),
        history = registry.History.Select(entry => new { entry.Time, action = $"{entry.Action}", entry.Version, entry.Why }),
    });
}
