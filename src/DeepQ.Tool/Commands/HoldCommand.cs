using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq hold</c> and <c>deepq release</c>: no automatic changes, and changes again.</summary>
internal static class HoldCommand
{
    public static Command CreateHold(TimeProvider time) => Create(
        time,
        "hold",
        "Stops automatic changes of a registry until 'deepq release'.",
        """
        Nothing is tried, promoted or taken back by a program. People still may, with the other commands.
        Example: deepq hold policies --why "complaints since noon"
        """,
        (registry, why) => registry.Hold(why));

    public static Command CreateRelease(TimeProvider time) => Create(
        time,
        "release",
        "Allows automatic changes of a registry again.",
        """
        Example: deepq release policies --why "the prices are mended"
        """,
        (registry, why) => registry.Release(why));

    private static ToolCommand Create(
        TimeProvider time, string name, string summary, string details, Action<PolicyRegistry, string> change)
    {
        Argument<string> folder = RegistryFolder.Argument();
        Option<string> reason = RegistryFolder.Why();
        ToolCommand command = new(name, summary, details) { folder, reason };
        command.SetAction(parsed =>
        {
            using PolicyRegistry registry = RegistryFolder.Open(parsed.GetRequiredValue(folder), time);
            change(registry, parsed.GetRequiredValue(reason));
            parsed.InvocationConfiguration.Output.WriteLine(RegistryText.Of(registry));
        });
        return command;
    }
}
