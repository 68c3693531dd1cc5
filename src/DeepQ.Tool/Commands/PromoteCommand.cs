using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq promote</c>: a version that is brought into use.</summary>
internal static class PromoteCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> folder = RegistryFolder.Argument();
        Argument<string> version = RegistryFolder.Version();
        Option<string> reason = RegistryFolder.Why();
        ToolCommand command = new("promote", "Brings a version into use.", """
            Applications that follow the registry decide by it within a second.
            'deepq rollback' takes it back.
            Example: deepq promote policies 0002 --why "better in the canary"
            """)
        {
            folder, version, reason,
        };
        command.SetAction(parsed =>
        {
            using PolicyRegistry registry = RegistryFolder.Open(parsed.GetRequiredValue(folder), time);
            (string name, string why) = (RegistryFolder.Find(registry, parsed.GetRequiredValue(version)), parsed.GetRequiredValue(reason));
            registry.Promote(name, why);
            parsed.InvocationConfiguration.Output.WriteLine(RegistryText.Of(registry));
        });
        return command;
    }
}
