using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq try</c>: a version that is tried.</summary>
internal static class TryCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> folder = RegistryFolder.Argument();
        Argument<string> version = RegistryFolder.Version();
        Option<string> reason = RegistryFolder.Why();
        ToolCommand command = new("try", "Makes a version the candidate, in place of the one that is.", """
            An application in the mode Canary lets it decide in a share of the episodes, one in the mode Apprentice asks it beside.
            Applications that follow the registry do so within a second.
            Example: deepq try policies 0002 --why "a tenth of the episodes"
            """)
        {
            folder, version, reason,
        };
        command.SetAction(parsed =>
        {
            using PolicyRegistry registry = RegistryFolder.Open(parsed.GetRequiredValue(folder), time);
            (string name, string why) = (RegistryFolder.Find(registry, parsed.GetRequiredValue(version)), parsed.GetRequiredValue(reason));
            registry.Try(name, why);
            parsed.InvocationConfiguration.Output.WriteLine(RegistryText.Of(registry));
        });
        return command;
    }
}
